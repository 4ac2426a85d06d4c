import type { Packet } from '../packet.ts';
import type { ReaskField } from './fields.ts';

/** A serial number or the name of a model: letters and digits in one. */
const MACHINE = /\b(?=[\p{L}\p{N}-]*\d)(?=[\p{L}\p{N}-]*\p{L})[\p{L}\p{N}][\p{L}\p{N}-]{2,}\b/u;
/** Longer ones are telephone numbers. */
const ORDER = /(?<![\p{L}\p{N}+-])#?\d{5,9}(?![\p{L}\p{N}])/u;

type Before = { packet: Packet; texts: readonly string[]; links: readonly string[] };

/** What whoever takes over could have read in the packet or in what the customer had said before. */
export function heldIn({ packet, texts, links }: Before): Set<ReaskField> {
	const said = [packet.goal, packet.note, ...packet.steps.map(({ asked }) => asked), ...texts].join('\n');
	const gave = (kind: string) =>
		packet.answers.some(({ name }) => name === kind) || packet.customer.identities.some((one) => one.kind === kind);
	const held: Record<ReaskField, boolean> = {
		email: gave('email'),
		phone: gave('phone'),
		name: Boolean(packet.customer.name),
		lang: true,
		goal: packet.goal !== '',
		machine: links.includes('asset') || MACHINE.test(said),
		order: links.includes('order') || ORDER.test(said),
		tried: packet.steps.length > 0,
	};
	return new Set((Object.keys(held) as ReaskField[]).filter((field) => held[field]));
}
