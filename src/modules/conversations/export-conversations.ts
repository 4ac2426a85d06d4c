import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportConversations: Exporter = async (db, customers) => ({
	conversations: await db
		.selectFrom('conversations')
		.select(['id', 'customer_id', 'subject', 'status', 'lang', 'channel', 'context', 'created_at', 'updated_at'])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	messages: await db
		.selectFrom('messages as m')
		.innerJoin('conversations as c', 'c.id', 'm.conversation_id')
		.select(['m.id', 'm.conversation_id', 'm.author', 'm.text', 'm.at'])
		.where('c.customer_id', 'in', customers)
		.orderBy('m.id')
		.execute(),
});
