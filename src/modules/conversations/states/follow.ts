import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { conversationOpened } from '../events.ts';
import type { Conversation } from '../lock.ts';
import { subjectOf } from '../subject.ts';

/** Within this time after it was closed, whoever writes means the same matter. */
const SAME_MATTER_MS = 3 * 86_400_000;

/** A conversation closed long ago is not opened again: what is written now is another matter, in a conversation that names the old one. */
export async function openFollowing(
	tx: Tx,
	actor: Actor,
	{ id: follows_id, status, closed_at, customer_id, lang, channel, context }: Conversation,
	text: string,
): Promise<Conversation | undefined> {
	const at = now(tx);
	if (status === 'open' || at.getTime() - (closed_at?.getTime() ?? 0) < SAME_MATTER_MS) return undefined;
	const row = await tx
		.insertInto('conversations')
		.values({
			id: newId(at),
			customer_id,
			subject: subjectOf(text),
			status: 'open',
			lang,
			channel,
			holder: 'assistant',
			context: JSON.stringify({ articles: [], ...(context.time_zone && { time_zone: context.time_zone }) }),
			matter_from: at,
			last_message_at: at,
			follows_id,
			created_at: at,
			updated_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await record(tx, actor, conversationOpened, {
		subject: row.id,
		customer: customer_id,
		channel,
		lang,
		payload: { articles: [], to: 'assistant' },
	});
	return row;
}
