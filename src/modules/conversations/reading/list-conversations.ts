import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canListAll } from '../policy.ts';
import '../tables.ts';

type Page = { before?: string | undefined; limit: number };

/** Newest first. `before` is the last id of the page before. Customers see their own. */
export async function listConversations(db: Db, actor: Actor, { before, limit }: Page) {
	const own = customersOf(actor);
	authorise(own.length > 0 || canListAll(actor), actor);
	return db
		.selectFrom('conversations')
		.selectAll()
		.where('id', 'not in', db.selectFrom('conversation_merges').select('conversation_id'))
		.$if(own.length > 0, (query) => query.where('customer_id', 'in', own))
		.$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}
