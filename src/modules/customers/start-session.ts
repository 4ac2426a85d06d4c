import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { customerArrived } from './events.ts';
import { openSession, type Session } from './open-session.ts';
import './tables.ts';

/** Makes a customer and a session for somebody of whom nothing is known. */
export async function startSession(
	tx: Tx,
	input: { lang?: string; channel: string; vouched?: boolean },
): Promise<Session> {
	const id = newId(now(tx));
	await tx
		.insertInto('customers')
		.values({ id, lang: input.lang ?? null, name: null, created_at: now(tx), erased_at: null })
		.execute();
	const session = await openSession(tx, { customer: id, assurance: 'anonymous', vouched: input.vouched });
	await record(tx, session.actor, customerArrived, {
		subject: id,
		customer: id,
		payload: {},
		channel: input.channel,
		...(input.lang && { lang: input.lang }),
	});
	return session;
}
