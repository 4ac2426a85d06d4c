import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import '../tables.ts';

/** By what somebody is known here, under any of their ids; each once, at its best. */
export async function ownIdentities(db: Db, actor: Actor) {
	const ids = customersOf(actor);
	authorise(ids.length > 0, actor);
	return db
		.selectFrom('identities')
		.select(['id', 'kind', 'value', 'level', 'created_at', 'verified_at'])
		.distinctOn(['kind', 'value'])
		.where('customer_id', 'in', ids)
		.orderBy('kind')
		.orderBy('value')
		.orderBy('level', 'desc')
		.limit(200)
		.execute();
}
