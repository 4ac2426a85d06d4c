import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { memberProfileChanged } from './events.ts';

type Profile = { name?: string | undefined; lang?: string | null | undefined };

/** One's own name, and the language of one's console; null goes by the browser. */
export async function changeProfile(tx: Tx, actor: Actor, { name, lang }: Profile): Promise<void> {
	authorise(actor.kind === 'staff', actor);
	await tx
		.updateTable('members')
		.set({ ...(name !== undefined && { name }), ...(lang !== undefined && { lang }), updated_at: now(tx) })
		.where('id', '=', actor.id)
		.execute();
	await record(tx, actor, memberProfileChanged, { subject: actor.id, payload: {} });
}

/** One's own passkeys, oldest first. */
export async function listPasskeys(db: Db, actor: Actor) {
	authorise(actor.kind === 'staff', actor);
	return db
		.selectFrom('member_passkeys')
		.select(['id', 'name', 'created_at'])
		.where('member_id', '=', actor.id)
		.orderBy('created_at')
		.limit(100)
		.execute();
}
