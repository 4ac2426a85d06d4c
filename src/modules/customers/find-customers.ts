import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canFindCustomers } from './policy.ts';
import './tables.ts';

/**
 * Customers who named or proved an e-mail address, newest first. One person who wrote from two devices is two customers until they prove who they are.
 * `before` is the last id of the page before.
 */
export async function findCustomers(
	db: Db,
	actor: Actor,
	{ email, before, limit }: { email: string; before?: string | undefined; limit: number },
) {
	authorise(canFindCustomers(actor), actor);
	let query = db
		.selectFrom('customers as c')
		.innerJoin('identities as i', 'i.customer_id', 'c.id')
		.select(['c.id', 'c.lang', 'c.name', 'c.created_at', 'i.level'])
		.where('i.kind', '=', 'email')
		.where('i.value', '=', email.trim().toLowerCase())
		// Once each, and proved rather than named.
		.distinctOn('c.id')
		.orderBy('c.id', 'desc')
		.orderBy('i.level', 'desc')
		.limit(limit);
	if (before) query = query.where('c.id', '<', before);
	return query.execute();
}
