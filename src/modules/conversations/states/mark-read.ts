import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { advance, lockConversation } from '../lock.ts';
import { isCustomerIn } from '../policy.ts';

type Marked = {
	conversation: string;
	/** The newest message that arrived there, or was looked at. */
	got?: string | undefined;
	read?: string | undefined;
};

/** Notes how far a side has received and read; never back. What is read has arrived. */
export async function markRead(tx: Tx, actor: Actor, { conversation: id, got, read }: Marked): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	const { customer_got_id, customer_read_id, team_read_id } = conversation;
	if (!isCustomerIn(actor, conversation)) {
		if (read && read > (team_read_id ?? '')) await advance(tx, conversation, { team_read_id: read });
		return;
	}
	const newest = { got: latest(customer_got_id, got, read), read: latest(customer_read_id, read) };
	if (newest.got === customer_got_id && newest.read === customer_read_id) return;
	await advance(tx, conversation, { customer_got_id: newest.got, customer_read_id: newest.read });
}

/** Ids sort by time. */
const latest = (...ids: (string | null | undefined)[]) =>
	ids
		.filter((id) => id != null)
		.toSorted()
		.at(-1) ?? null;
