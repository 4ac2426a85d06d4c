import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId, newToken, tokenHash } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { customerArrived } from './events.ts';
import './tables.ts';

type Session = { token: string; actor: Actor; expires_at: Date };

/** A visitor who comes back within this time is still the same customer. */
const DAYS = 180;

/** Makes a customer and a session for somebody of whom nothing is known. The token is shown once and kept only as a digest. */
export async function startSession(
	tx: Tx,
	input: { lang?: string; channel: string; vouched?: boolean },
): Promise<Session> {
	const at = now(tx);
	const id = newId(at);
	const token = newToken('ct');
	const expires_at = new Date(at.getTime() + DAYS * 86_400_000);
	const actor: Actor = { kind: 'customer', id, assurance: 'anonymous', scopes: [] };
	await tx
		.insertInto('customers')
		.values({ id, lang: input.lang ?? null, name: null, created_at: at, erased_at: null })
		.execute();
	await tx
		.insertInto('sessions')
		.values({
			hash: tokenHash(token),
			customer_id: id,
			assurance: 'anonymous',
			vouched: input.vouched ?? false,
			created_at: at,
			expires_at,
		})
		.execute();
	await record(tx, actor, customerArrived, {
		subject: id,
		customer: id,
		payload: {},
		channel: input.channel,
		...(input.lang && { lang: input.lang }),
	});
	return { token, actor, expires_at };
}
