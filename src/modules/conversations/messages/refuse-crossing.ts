import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { messageRows } from '../reading/rows.ts';

/**
 * Two colleagues who answer at once would tell the customer twice, or two things. Whoever writes says which message they saw last; what a colleague said
 * after it is shown first: `conflict`, with that message as `current`.
 */
export async function refuseCrossing(tx: Tx, actor: Actor, conversation: string, after: string): Promise<void> {
	const newer = await messageRows(tx)
		.where('m.conversation_id', '=', conversation)
		.where('m.id', '>', after)
		.where('m.author', '=', 'agent')
		.where('m.kind', '=', 'message')
		.where('m.withdrawn_at', 'is', null)
		.where('m.member_id', 'is distinct from', actor.kind === 'staff' ? actor.id : null)
		.orderBy('m.id', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!newer) return;
	const { id, text, member_name: name, at } = newer;
	throw problem('conflict', {
		detail: 'A colleague has answered in the meantime.',
		current: { id, author: 'agent', text, name, at: at.toISOString() },
	});
}
