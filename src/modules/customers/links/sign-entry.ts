import { z } from 'zod';
import type { Thing } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { uiLang } from '#core/i18n/say.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import '../tables.ts';

/** Somebody's way from a mail to the one thing it is about: whose that is, and to which of their addresses it was sent. */
export type Entry = { customer: string; identity: string; about: Thing; expires: Date };

const PURPOSE = 'pass';

/** What a link in a mail carries. It works until it runs out, on any device. */
export function signEntry(secrets: Secrets, { customer, identity, about, expires }: Entry): string {
	const entry = [customer, identity, about.type, about.id, expires.getTime()];
	const text = Buffer.from(JSON.stringify(entry)).toString('base64url');
	return `${text}.${secrets.sign(PURPOSE, text)}`;
}

const DAYS = 7;

type Letter = {
	customer: string;
	email: string;
	about: Thing;
	lang: string;
	origin: string;
	secrets: Secrets;
	/** It works so long at least; a week where that is longer. */
	until?: Date;
};

/**
 * The address for a mail to a customer, by which they come to what it is about; nothing if the address is not, or no longer, one of theirs. It leads to a page
 * with a button: to follow a link changes nothing, because programs that look through mail follow every one.
 */
export async function entryAddress(
	tx: Tx,
	{ customer, email, about, lang, origin, secrets, until }: Letter,
): Promise<string | undefined> {
	const identity = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', customer)
		.where('kind', '=', 'email')
		.where('value', '=', email)
		.executeTakeFirst();
	if (!identity) return undefined;
	const expires = new Date(Math.max(now(tx).getTime() + DAYS * 86_400_000, until?.getTime() ?? 0));
	return `${origin}/${uiLang(lang)}/in?t=${signEntry(secrets, { customer, identity: identity.id, about, expires })}`;
}

/** In characters. */
const LONGEST = 4_096;
const shape = z.tuple([z.uuid(), z.uuid(), z.enum(['visit', 'conversation', 'journey']), z.uuid(), z.number()]);

/** What we signed, also when it has run out; nothing for what we did not. */
export function readEntry(secrets: Secrets, token: string): Entry | undefined {
	const [text = '', signature = '', ...rest] = token.length > LONGEST ? [] : token.split('.');
	if (rest.length > 0 || !secrets.verify(PURPOSE, text, signature)) return undefined;
	const [customer, identity, type, id, expires] = shape.parse(
		JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
	);
	return { customer, identity, about: { type, id }, expires: new Date(expires) };
}
