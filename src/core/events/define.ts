import type { z } from 'zod';

/**
 * A kind of fact. `payload` holds ids, codes and numbers, never personal text: text lives in rows that can be erased.
 * `upcasters[n]` turns a payload of version n into one of version n + 1.
 */
export type EventKind<P = Record<string, unknown>> = {
	name: string;
	v: number;
	subject: string;
	payload: z.ZodType<P>;
	upcasters?: Record<number, (old: Record<string, unknown>) => Record<string, unknown>>;
};

export function defineEvent<P>(kind: EventKind<P>): EventKind<P> {
	return kind;
}

/** An event as subscribers and timelines read it, in the newest shape of its kind. */
export type StoredEvent<P = Record<string, unknown>> = {
	id: string;
	name: string;
	v: number;
	subject_type: string;
	subject_id: string;
	seq: number;
	actor: { kind: string; id: string; assurance: string; on_behalf_of?: string };
	customer_id: string | null;
	channel: string | null;
	lang: string | null;
	at: Date;
	payload: P;
};

/** Brings a stored payload of any age to the kind's newest shape. */
export function upcast<P>(kind: EventKind<P>, v: number, payload: Record<string, unknown>): P {
	let current = payload;
	for (let version = v; version < kind.v; version++) {
		const step = kind.upcasters?.[version];
		if (!step) throw new Error(`${kind.name} has no upcaster from version ${version}`);
		current = step(current);
	}
	return kind.payload.parse(current);
}
