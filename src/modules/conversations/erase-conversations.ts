import { sql } from 'kysely';
import type { Eraser } from '#core/events/eraser.ts';
import { releaseFiles } from '#core/files/attach-file.ts';
import { tellAfter } from '#core/live.ts';
import type { Seen } from './tables.ts';
import { CONVERSATION } from './topic.ts';

const NOTHING_SEEN: Seen = { articles: [] };

/** Everything said goes, also by the team, who may have repeated it, and from the screens on which it stands. What remains is closed: there is nobody left to answer. */
export const eraseConversations: Eraser = async (tx, customers) => {
	const theirs = await tx
		.updateTable('conversations')
		.set((eb) => ({
			version: eb('version', '+', 1),
			subject: '',
			context: JSON.stringify(NOTHING_SEEN),
			status: 'closed',
			owes_answer_at: null,
			waiting_since: null,
		}))
		.where('customer_id', 'in', customers)
		.returning('id')
		.execute();
	if (theirs.length === 0) return;
	const ids = theirs.map(({ id }) => id);
	for (const id of ids) tellAfter(tx, CONVERSATION, id);
	const { rows: said } = await sql<{ id: string }>`
		update messages m set text = '', parts = '{}', words = '', client_id = null, version = c.version
		from conversations c where c.id = m.conversation_id and c.id = any(${ids}::uuid[]) returning m.id`.execute(tx);
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
