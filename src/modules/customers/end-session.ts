import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { customerSignedOut } from './events.ts';
import './tables.ts';

/** Signs out: the session's token opens nothing any more. */
export async function endSession(tx: Tx, actor: Actor): Promise<void> {
	const ended = await dropSession(tx, actor);
	if (!ended) throw problem('unauthenticated');
	await record(tx, actor, customerSignedOut, { subject: actor.id, customer: actor.id, payload: {} });
}

/** The one that the actor came with. */
export async function dropSession(tx: Tx, { session = '' }: Actor): Promise<boolean> {
	const gone = await tx.deleteFrom('sessions').where('hash', '=', Buffer.from(session, 'base64url')).executeTakeFirst();
	return gone.numDeletedRows > 0n;
}
