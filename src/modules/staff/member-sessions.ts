import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { memberSessionsEnded } from './events.ts';

/** Where somebody is signed in, the newest use first. */
export async function listMemberSessions(db: Db, actor: Actor, at: Date) {
	authorise(actor.kind === 'staff', actor);
	return db
		.selectFrom('member_sessions')
		.select(['id', 'ip_address', 'user_agent', 'created_at', 'updated_at'])
		.where('member_id', '=', actor.id)
		.where('expires_at', '>', at)
		.orderBy('updated_at', 'desc')
		.limit(100)
		.execute();
}

/** Signs one's own device out. */
export async function endMemberSession(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(actor.kind === 'staff', actor);
	const ended = await tx
		.deleteFrom('member_sessions')
		.where('id', '=', id)
		.where('member_id', '=', actor.id)
		.returning('id')
		.execute();
	if (ended.length === 0) throw problem('not_found');
	await record(tx, actor, memberSessionsEnded, { subject: actor.id, payload: { count: 1 } });
}

/** Signs out everywhere, but for the session named. */
export async function endOtherSessions(tx: Tx, actor: Actor, keep: string | undefined): Promise<number> {
	authorise(actor.kind === 'staff', actor);
	const ended = await tx
		.deleteFrom('member_sessions')
		.where('member_id', '=', actor.id)
		.$if(keep !== undefined, (query) => query.where('id', '!=', keep ?? ''))
		.returning('id')
		.execute();
	await record(tx, actor, memberSessionsEnded, { subject: actor.id, payload: { count: ended.length } });
	return ended.length;
}
