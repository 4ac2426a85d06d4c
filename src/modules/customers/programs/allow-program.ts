import { z } from 'zod';
import { type Actor, type Assurance, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { programAllowed } from '../events.ts';

/** What a customer has allowed, until it is taken up. */
export type Grant = {
	customer: string;
	assurance: Assurance;
	/** The id of the program, where it is sent back to, and the digest of what only it knows (RFC 7636, S256). */
	program: string;
	redirect: string;
	challenge: string;
	until: Date;
};

const PURPOSE = 'program-grant';
const SECONDS = 120;

type Allowing = Pick<Grant, 'program' | 'redirect' | 'challenge'> & { secrets: Secrets };

/** Lets a program act for this customer, as well known as they are here. Answers the code by which it comes in, once and soon. */
export async function allowProgram(tx: Tx, actor: Actor, { secrets, ...asked }: Allowing): Promise<string> {
	authorise(actor.kind === 'customer' && actor.id !== '', actor);
	const { id: customer, assurance } = actor;
	await record(tx, actor, programAllowed, { subject: customer, customer, payload: {} });
	const until = new Date(now(tx).getTime() + SECONDS * 1_000);
	return sign(secrets, { customer, assurance, ...asked, until });
}

function sign(secrets: Secrets, { customer, assurance, program, redirect, challenge, until }: Grant): string {
	const parts = [customer, assurance, program, redirect, challenge, until.getTime()];
	const text = Buffer.from(JSON.stringify(parts)).toString('base64url');
	return `${text}.${secrets.sign(PURPOSE, text)}`;
}

const shape = z.tuple([
	z.uuid(),
	z.enum(['anonymous', 'claimed', 'verified']),
	z.string(),
	z.string(),
	z.string(),
	z.number(),
]);
/** In characters. */
const LONGEST = 16_384;

/** What we signed, also when it has run out; nothing for what we did not. */
export function readGrant(secrets: Secrets, code: string): Grant | undefined {
	const [text = '', signature = '', ...rest] = code.length > LONGEST ? [] : code.split('.');
	if (rest.length > 0 || !secrets.verify(PURPOSE, text, signature)) return undefined;
	const [customer, assurance, program, redirect, challenge, until] = shape.parse(
		JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
	);
	return { customer, assurance, program, redirect, challenge, until: new Date(until) };
}
