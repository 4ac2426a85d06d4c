import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportQuestions: Exporter = async (db, customers) => ({
	questions: await db
		.selectFrom('questions')
		.select(['id', 'customer_id', 'text', 'lang', 'channel', 'outcome', 'answer', 'conversation_id', 'at'])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	ratings: await db
		.selectFrom('ratings')
		.select(['id', 'customer_id', 'question_id', 'translation_id', 'solved', 'missing', 'at'])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
