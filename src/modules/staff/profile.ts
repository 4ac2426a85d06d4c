import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { memberProfileChanged } from './events.ts';

type Profile = { name?: string | undefined; lang?: string | null | undefined; mention_mails?: boolean | undefined };

/** One's own name, the language of one's console (null goes by the browser), and whether one is written to when one is named in a note. */
export async function changeProfile(tx: Tx, actor: Actor, { name, lang, mention_mails }: Profile): Promise<void> {
	authorise(actor.kind === 'staff', actor);
	await tx
		.updateTable('members')
		.set({
			...(name !== undefined && { name }),
			...(lang !== undefined && { lang }),
			...(mention_mails !== undefined && { mention_mails }),
			updated_at: now(tx),
		})
		.where('id', '=', actor.id)
		.execute();
	await record(tx, actor, memberProfileChanged, { subject: actor.id, payload: {} });
}

/** What nobody but oneself sets and sees. */
export async function ownChoices(db: Db, actor: Actor): Promise<{ mention_mails: boolean }> {
	authorise(actor.kind === 'staff', actor);
	return db.selectFrom('members').select('mention_mails').where('id', '=', actor.id).executeTakeFirstOrThrow();
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
