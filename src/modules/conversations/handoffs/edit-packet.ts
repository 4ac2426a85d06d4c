import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { packetEdited } from '../events.ts';
import { advance, lockConversation } from '../lock.ts';
import { changePacket } from './change-packet.ts';
import type { Packet } from './packet.ts';

type Edit = {
	conversation: string;
	goal?: string | undefined;
	note?: string | undefined;
	/** Names of answers that shall not be passed on. */
	without?: readonly string[] | undefined;
};

/** The customer says it in their own words, adds to it, or takes out what shall not be passed on; a colleague may complete it as well. */
export async function editPacket(
	tx: Tx,
	actor: Actor,
	{ conversation: id, goal, note, without = [] }: Edit,
): Promise<Packet> {
	const conversation = await lockConversation(tx, actor, id);
	const edited = await changePacket(tx, conversation.id, (packet) => ({
		...packet,
		...(goal !== undefined && { goal, goal_by: 'customer' }),
		...(note !== undefined && { note }),
		answers: packet.answers.filter(({ name }) => !without.includes(name)),
	}));
	if (!edited) throw problem('conflict', { detail: 'Nobody is being waited for.' });
	await advance(tx, conversation);
	await record(tx, actor, packetEdited, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { handoff_id: edited.handoff_id },
	});
	return edited.packet;
}
