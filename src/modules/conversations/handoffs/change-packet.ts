import type { Tx } from '#core/db.ts';
import { openHandoff } from './hand-over.ts';
import { nextStep } from './next-step.ts';
import type { Packet } from './packet.ts';

type Changed = { handoff_id: string; packet: Packet };

/** What is passed on while somebody is waited for, or looks after it; nothing where nobody is. What to do next follows from it. */
export async function changePacket(
	tx: Tx,
	conversation: string,
	change: (packet: Packet) => Packet,
): Promise<Changed | undefined> {
	const handoff = await openHandoff(tx, conversation);
	if (!handoff) return undefined;
	const changed = change(handoff.packet);
	if (changed === handoff.packet) return { handoff_id: handoff.id, packet: changed };
	const packet = { ...changed, next_step: nextStep(changed) };
	await tx
		.updateTable('handoffs')
		.set({ packet: JSON.stringify(packet) })
		.where('id', '=', handoff.id)
		.execute();
	return { handoff_id: handoff.id, packet };
}
