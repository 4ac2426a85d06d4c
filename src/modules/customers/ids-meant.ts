import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { mergedInto, personOf } from './merges/person.ts';

/**
 * Whose rows are meant by a customer's id, where it is about the whole person. Whoever proved who they are means all of themselves, whoever proved nothing
 * this device alone; the team means the customer and those merged into them.
 */
export async function idsMeant(db: Db, actor: Actor, id: string): Promise<string[]> {
	if (actor.kind !== 'customer') return mergedInto(db, id);
	return actor.assurance === 'verified' ? personOf(db, id) : [id];
}
