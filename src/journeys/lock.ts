import { type Selectable, sql, type Updateable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Db, Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { tellAfter } from '#core/live.ts';
import { now } from '#core/transaction.ts';
import { canAnswerJourney, canReadJourney } from './policy.ts';
import './tables.ts';

export type Journey = Selectable<Tables['journeys']>;

/** Who looks at a journey hears under this that it has changed. */
export const JOURNEY = 'journey';

/** For changing: one after the other. Somebody else's is as good as none: `not_found`. */
export async function lockJourney(tx: Tx, actor: Actor, id: string): Promise<Journey> {
	const found = isId(id) ? await byId(tx, id).forNoKeyUpdate().executeTakeFirst() : undefined;
	if (!found || !canAnswerJourney(actor, found)) throw missing();
	return found;
}

/** For looking at. */
export async function readJourney(db: Db, actor: Actor, id: string): Promise<Journey> {
	const found = isId(id) ? await byId(db, id).executeTakeFirst() : undefined;
	if (!found || !canReadJourney(actor, found)) throw missing();
	return found;
}

/** Writes what changed, and tells whoever looks on. */
export async function changeJourney(
	tx: Tx,
	{ id }: { id: string },
	changes: Updateable<Tables['journeys']>,
): Promise<Journey> {
	tellAfter(tx, JOURNEY, id);
	return tx
		.updateTable('journeys')
		.set({ ...changes, updated_at: now(tx) })
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
}

const missing = () => problem('not_found', { detail: 'There is no such journey.' });

const byId = (db: Db, id: string) =>
	db
		.selectFrom('journeys')
		.selectAll()
		.select(
			sql<string[]>`array(select customer_id::text from journey_holders where journey_id = journeys.id)`.as('holders'),
		)
		.where('id', '=', id);
