import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { personOf } from './merges/person.ts';
import { canFindCustomers } from './policy.ts';
import './tables.ts';

/** What happened with a person, under all of their ids, newest first: facts without words. `before` is the id of the last one of the page before. */
export async function listHistory(
	db: Db,
	actor: Actor,
	{ id, before, limit }: { id: string; before?: string | undefined; limit: number },
) {
	authorise(canFindCustomers(actor), actor);
	return (
		db
			.selectFrom('events')
			.select(['id', 'name', 'subject_type', 'subject_id', 'customer_id', 'actor', 'channel', 'at', 'payload'])
			.where('customer_id', 'in', await personOf(db, id))
			.$if(before !== undefined, (query) =>
				query.where(sql<boolean>`(at, id) < (select at, id from events where id = ${before})`),
			)
			// By time, as the index of customers has it: by id alone all that ever happened would be gone through.
			.orderBy('at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute()
	);
}
