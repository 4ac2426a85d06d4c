import { randomInt } from 'node:crypto';
import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { type Limit, spend } from '#core/limits.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { notify } from '#modules/notifications/index.ts';
import type { Level } from '../tables.ts';
import { claimEmail, mailbox } from './claim-email.ts';

export const CODE_MINUTES = 10;
/** By one customer, through whichever door. */
export const CODES_AN_HOUR: Limit = { name: 'codes', count: 10, seconds: 3_600 };
/** To one mailbox, whoever asks: nobody is to find theirs full of codes, or is given the tries to guess one. */
const MAILBOX_AN_HOUR: Limit = { name: 'codes-to', count: 6, seconds: 3_600 };
const MAILBOX_A_DAY: Limit = { name: 'codes-to-a-day', count: 20, seconds: 86_400 };

export type Claimed = { identity_id: string; level: Level; expires_at: Date };

/**
 * Notes the address and mails a code of six digits to it; those sent before count no more. What it answers, and the mail, are the same whether or not
 * anybody is known by the address. Throws `too_many_requests`.
 */
export async function sendCode(
	tx: Tx,
	actor: Actor,
	{ email, lang, secrets }: { email: string; lang: string; secrets: Secrets },
): Promise<Claimed> {
	authorise(customersOf(actor).length > 0, actor);
	const to = mailbox(email);
	for (const limit of [MAILBOX_AN_HOUR, MAILBOX_A_DAY]) await spend(tx, limit, nameOfMailbox(secrets, to));
	const identity_id = await claimEmail(tx, actor, to);
	const code = randomInt(1_000_000).toString().padStart(6, '0');
	const expires_at = new Date(now(tx).getTime() + CODE_MINUTES * 60_000);
	const fresh = { digest: digestOf(secrets, identity_id, code), tries: 0, created_at: now(tx), expires_at };
	await tx
		.insertInto('identity_codes')
		.values({ identity_id, customer_id: actor.id, ...fresh })
		.onConflict((oc) => oc.column('identity_id').doUpdateSet(fresh))
		.execute();
	const args = { code, minutes: CODE_MINUTES };
	await notify(tx, { template: 'identity_code', lang, channel: 'email', to, args, customer: actor.id });
	const { level } = await tx
		.selectFrom('identities')
		.select('level')
		.where('id', '=', identity_id)
		.executeTakeFirstOrThrow();
	return { identity_id, level, expires_at };
}

/** Six digits are soon tried: what is kept of them can only be compared with the installation's secret at hand. */
const digestOf = (secrets: Secrets, identity: string, code: string) =>
	secrets.sign('identity-code', `${identity}:${code}`);

/** For counting: the table of limits must name nobody. */
export const nameOfMailbox = (secrets: Secrets, value: string) => secrets.sign('mailbox', value);
