import type { Eraser } from '#core/events/eraser.ts';
import type { Seen } from './tables.ts';

const NOTHING_SEEN: Seen = { articles: [] };

/** Everything said goes, also by the team, who may have repeated it. What remains is closed: there is nobody left to answer. */
export const eraseConversations: Eraser = async (tx, customers) => {
	const theirs = await tx
		.updateTable('conversations')
		.set({ subject: '', context: JSON.stringify(NOTHING_SEEN), status: 'closed' })
		.where('customer_id', 'in', customers)
		.returning('id')
		.execute();
	if (theirs.length === 0) return;
	await tx
		.updateTable('messages')
		.set({ text: '' })
		.where(
			'conversation_id',
			'in',
			theirs.map(({ id }) => id),
		)
		.execute();
};
