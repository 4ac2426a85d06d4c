import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { customerArrived } from './events.ts';
import { openSession, type Session } from './open-session.ts';
import './tables.ts';

type Arrival = { lang?: string; channel: string };

/** Makes a customer and a session for somebody of whom nothing is known. */
export async function startSession(tx: Tx, { vouched, ...input }: Arrival & { vouched?: boolean }): Promise<Session> {
	return openSession(tx, { customer: await arrive(tx, input), assurance: 'anonymous', vouched });
}

/** A new customer. Returns the id. */
export async function arrive(tx: Tx, { lang, channel }: Arrival): Promise<string> {
	const id = newId(now(tx));
	await tx
		.insertInto('customers')
		.values({ id, lang: lang ?? null, name: null, created_at: now(tx), erased_at: null })
		.execute();
	const actor = { kind: 'customer', id, assurance: 'anonymous', scopes: [] } as const;
	await record(tx, actor, customerArrived, { subject: id, customer: id, payload: {}, channel, ...(lang && { lang }) });
	return id;
}
