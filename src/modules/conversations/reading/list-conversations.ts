import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { personOf } from '#modules/customers/index.ts';
import { canListAll } from '../policy.ts';
import '../tables.ts';

type Page = { customer?: string | undefined; before?: string | undefined; limit: number };

/** Newest first, of one person where a customer is named. `before` is the last id of the page before. Customers see their own. */
export async function listConversations(db: Db, actor: Actor, { customer, before, limit }: Page) {
	const own = customersOf(actor);
	authorise(own.length > 0 || canListAll(actor), actor);
	const person = customer === undefined ? [] : await personOf(db, customer);
	return db
		.selectFrom('conversations')
		.selectAll()
		.where('id', 'not in', db.selectFrom('conversation_merges').select('conversation_id'))
		.$if(own.length > 0, (query) => query.where('customer_id', 'in', own))
		.$if(person.length > 0, (query) => query.where('customer_id', 'in', person))
		.$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}
