import { z } from 'zod';
import type { Tx } from '#core/db.ts';
import { uiLang } from '#core/i18n/say.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import '../tables.ts';

/** Somebody's way in from a mail: who they are, by which address, and where on this site they were going. */
export type Entry = { customer: string; identity: string; path: string; expires: Date };

const PURPOSE = 'entry';

/** What a link in a mail carries: whoever holds it can read the mailbox. It works until it runs out, on any device. */
export function signEntry(secrets: Secrets, { customer, identity, path, expires }: Entry): string {
	const text = Buffer.from(JSON.stringify([customer, identity, path, expires.getTime()])).toString('base64url');
	return `${text}.${secrets.sign(PURPOSE, text)}`;
}

const DAYS = 7;

type Letter = { customer: string; email: string; path: string; lang: string; origin: string; secrets: Secrets };

/**
 * The address for a mail to a customer, by which they come in and to `path`; nothing if the address is not, or no longer, one of theirs. It leads to a page
 * with a button: to follow a link changes nothing, because programs that look through mail follow every one.
 */
export async function entryAddress(
	tx: Tx,
	{ customer, email, path, lang, origin, secrets }: Letter,
): Promise<string | undefined> {
	const identity = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', customer)
		.where('kind', '=', 'email')
		.where('value', '=', email)
		.executeTakeFirst();
	if (!identity) return undefined;
	const expires = new Date(now(tx).getTime() + DAYS * 86_400_000);
	return `${origin}/${uiLang(lang)}/in?t=${signEntry(secrets, { customer, identity: identity.id, path, expires })}`;
}

/** In characters. */
const LONGEST = 4_096;
const shape = z.tuple([z.uuid(), z.uuid(), z.string(), z.number()]);

/** What we signed, also when it has run out; nothing for what we did not. */
export function readEntry(secrets: Secrets, token: string): Entry | undefined {
	const [text = '', signature = '', ...rest] = token.length > LONGEST ? [] : token.split('.');
	if (rest.length > 0 || !secrets.verify(PURPOSE, text, signature)) return undefined;
	const [customer, identity, path, expires] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
	return { customer, identity, path, expires: new Date(expires) };
}
