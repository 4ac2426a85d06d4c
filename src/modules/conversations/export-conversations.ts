import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

/** Notes among colleagues are no part of it. */
export const exportConversations: Exporter = async (db, customers) => {
	const theirs = db.selectFrom('conversations').select('id').where('customer_id', 'in', customers);
	return {
		conversations: await db
			.selectFrom('conversations')
			.select(['id', 'customer_id', 'subject', 'status', 'lang', 'channel', 'context', 'created_at', 'updated_at'])
			.where('customer_id', 'in', customers)
			.orderBy('id')
			.execute(),
		messages: await db
			.selectFrom('messages')
			.select(['id', 'conversation_id', 'author', 'text', 'parts', 'at', 'edited_at', 'withdrawn_at'])
			.where('conversation_id', 'in', theirs)
			.where('kind', '<>', 'note')
			.orderBy('id')
			.execute(),
		handoffs: await db
			.selectFrom('handoffs')
			.select(['id', 'conversation_id', 'reason', 'packet', 'state', 'created_at', 'taken_at', 'ended_at'])
			.where('conversation_id', 'in', theirs)
			.orderBy('id')
			.execute(),
		conversation_links: await db
			.selectFrom('conversation_links')
			.select(['id', 'conversation_id', 'type', 'ref', 'label', 'url', 'at'])
			.where('conversation_id', 'in', theirs)
			.orderBy('id')
			.execute(),
		conversation_feedback: await db
			.selectFrom('conversation_feedback')
			.select(['conversation_id', 'solved', 'steps', 'reasons', 'text', 'at'])
			.where('conversation_id', 'in', theirs)
			.orderBy('conversation_id')
			.orderBy('at')
			.execute(),
		colleague_questions: await db
			.selectFrom('colleague_questions')
			.select(['id', 'conversation_id', 'text', 'state', 'answer', 'asked_at', 'answered_at'])
			.where('conversation_id', 'in', theirs)
			.orderBy('id')
			.execute(),
		conversation_merges: await db
			.selectFrom('conversation_merges')
			.select(['conversation_id', 'into_id', 'at'])
			.where('conversation_id', 'in', theirs)
			.orderBy('conversation_id')
			.execute(),
	};
};
