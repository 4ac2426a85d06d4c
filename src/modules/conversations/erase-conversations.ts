import { sql } from 'kysely';
import type { Eraser } from '#core/events/eraser.ts';
import { releaseFiles } from '#core/files/attach-file.ts';
import type { Seen } from './tables.ts';

const NOTHING_SEEN: Seen = { articles: [] };

/** Everything said goes, also by the team, who may have repeated it. What remains is closed: there is nobody left to answer. */
export const eraseConversations: Eraser = async (tx, customers) => {
	const theirs = await tx
		.updateTable('conversations')
		.set({
			subject: '',
			context: JSON.stringify(NOTHING_SEEN),
			status: 'closed',
			owes_answer_at: null,
			waiting_since: null,
		})
		.where('customer_id', 'in', customers)
		.returning('id')
		.execute();
	if (theirs.length === 0) return;
	const ids = theirs.map(({ id }) => id);
	const { rows: said } = await sql<{ id: string }>`
		update messages set text = '', parts = '{}', words = '', client_id = null where conversation_id = any(${ids}::uuid[]) returning id`.execute(
		tx,
	);
	for (const { id } of said) await releaseFiles(tx, { type: 'message', id });
	await tx
		.updateTable('handoffs')
		.set({ packet: '{}', note: '', state: 'closed' })
		.where('conversation_id', 'in', ids)
		.execute();
	await tx.updateTable('conversation_feedback').set({ text: '' }).where('conversation_id', 'in', ids).execute();
	await tx
		.updateTable('colleague_questions')
		.set({ text: '', answer: '', state: 'expired' })
		.where('conversation_id', 'in', ids)
		.execute();
	await tx.deleteFrom('conversation_links').where('conversation_id', 'in', ids).execute();
};
