import { type Actor, authorise, customersOf, opens, type Thing } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { linkOpened } from '../events.ts';
import { type Entry, readEntry } from './sign-entry.ts';
import '../tables.ts';

/** `about` is what the link leads to, known also of one that no longer works. */
type Opened = ({ ok: true; email: string } & Entry) | { ok: false; why: 'wrong' | 'expired'; about?: Thing };

/** What a link opens. Changes nothing. */
export async function openLink(db: Db, secrets: Secrets, token: string, at: Date): Promise<Opened> {
	const entry = readEntry(secrets, token);
	if (!entry) return { ok: false, why: 'wrong' };
	const email = entry.expires > at ? await emailOf(db, entry) : undefined;
	// An address that was taken away since, or whose customer was erased, opens nothing.
	return email ? { ok: true, email, ...entry } : { ok: false, why: 'expired', about: entry.about };
}

async function emailOf(db: Db, { identity, customer }: Entry): Promise<string | undefined> {
	const row = await db
		.selectFrom('identities')
		.select('value')
		.where('id', '=', identity)
		.where('customer_id', '=', customer)
		.where('kind', '=', 'email')
		.executeTakeFirst();
	return row?.value;
}

/** Whether they may see what a link opens without using it. */
export const isOpenTo = (actor: Actor, { customer, about }: Pick<Entry, 'customer' | 'about'>): boolean =>
	customersOf(actor).includes(customer) || opens(actor, about.type, about.id);

/**
 * Uses a link in a mail: from then on, until the link runs out, whoever did may see that one thing and act on it. It proves nothing of who they are, since
 * people pass mails on, and opens nothing else of whose it is.
 */
export async function useLink(
	tx: Tx,
	actor: Actor,
	{ token, secrets }: { token: string; secrets: Secrets },
): Promise<Opened> {
	authorise(customersOf(actor).length > 0, actor);
	const opened = await openLink(tx, secrets, token, now(tx));
	if (!opened.ok || isOpenTo(actor, opened)) return opened;
	const { about, identity, customer, expires } = opened;
	await tx.deleteFrom('passes').where('customer_id', '=', actor.id).where('until', '<=', now(tx)).execute();
	const fresh = { identity_id: identity, until: expires };
	await tx
		.insertInto('passes')
		.values({ customer_id: actor.id, type: about.type, ref: about.id, ...fresh })
		.onConflict((oc) => oc.columns(['customer_id', 'type', 'ref']).doUpdateSet(fresh))
		.execute();
	const payload = { type: about.type, ref: about.id };
	await record(tx, actor, linkOpened, { subject: customer, customer, payload });
	return opened;
}
