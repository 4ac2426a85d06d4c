import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { besidesWish } from '#modules/assistant/index.ts';
import type { Conversation } from '../lock.ts';
import { subjectOf } from '../subject.ts';
import { changePacket } from './change-packet.ts';
import type { Packet } from './packet.ts';

/** Whoever asked for a person first says afterwards what it is about. A subject that says so already was the goal from the start. */
export async function completeGoal(tx: Tx, { id, subject }: Conversation, text: string): Promise<void> {
	if (besidesWish(subject)) return;
	const goal = subjectOf(besidesWish(text));
	if (goal) await changePacket(tx, id, (packet) => (packet.goal ? packet : { ...packet, goal }));
}

/** An address that is given while somebody is waited for: nobody asks for it again. */
export async function completeEmail(tx: Tx, { id }: Conversation, value: string): Promise<void> {
	const given = { name: 'email', value, source: 'customer' as const, at: now(tx).toISOString() };
	await changePacket(tx, id, (packet) => ({
		...packet,
		answers: [...packet.answers.filter((answer) => answer.name !== 'email' || answer.value !== value), given],
		customer: withEmail(packet.customer, value),
	}));
}

function withEmail(customer: Packet['customer'], value: string): Packet['customer'] {
	if (customer.identities.some((identity) => identity.kind === 'email' && identity.value === value)) return customer;
	return {
		...customer,
		assurance: customer.assurance === 'anonymous' ? 'claimed' : customer.assurance,
		identities: [...customer.identities, { kind: 'email', value, level: 'claimed' }],
	};
}
