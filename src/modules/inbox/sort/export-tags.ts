import type { Exporter } from '#core/events/exporter.ts';
import '../tables.ts';

/** Under which words the team filed what somebody said. */
export const exportTags: Exporter = async (db, customers) => ({
	conversation_tags: await db
		.selectFrom('conversation_tags as c')
		.innerJoin('tags as t', 't.id', 'c.tag_id')
		.innerJoin('conversations as of', 'of.id', 'c.conversation_id')
		.select(['c.conversation_id', 't.name'])
		.where('of.customer_id', 'in', customers)
		.orderBy('c.conversation_id')
		.orderBy('t.name')
		.execute(),
});
