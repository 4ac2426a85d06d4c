import { z } from 'zod';
import type { Secrets } from '#core/secrets.ts';

/** A program that wants to act for customers, as it calls itself, and where it may be sent back to. */
export type Program = { name: string; redirects: readonly string[] };

const PURPOSE = 'program';
/** In characters. */
const LONGEST = 4_096;
const shape = z.tuple([z.string(), z.array(z.string())]);

/** The id of a program says what it is and that we gave it, so that nothing is kept of those that only ask for one. */
export function idOfProgram(secrets: Secrets, { name, redirects }: Program): string {
	const text = Buffer.from(JSON.stringify([name, redirects])).toString('base64url');
	return `${text}.${secrets.sign(PURPOSE, text)}`;
}

/** Nothing for an id that we did not give. */
export function programOf(secrets: Secrets, id: string): Program | undefined {
	const [text = '', signature = '', ...rest] = id.length > LONGEST ? [] : id.split('.');
	if (rest.length > 0 || !secrets.verify(PURPOSE, text, signature)) return undefined;
	const [name, redirects] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
	return { name, redirects };
}

/** Whether a program may be sent back there. On the machine of its user it listens on whichever port is free (RFC 8252, 7.3). */
export const mayReturnTo = ({ redirects }: Program, address: string): boolean =>
	redirects.some((known) => known === address || (isLoopback(known) && portless(known) === portless(address)));

/** What would run in the page instead of leading away from it, or show a file. */
const NOWHERE = new Set([
	'javascript:',
	'data:',
	'vbscript:',
	'blob:',
	'file:',
	'about:',
	'view-source:',
	'filesystem:',
]);

/** An address that a program may name: of its own, by https, of its user's machine, or of an app. */
export function isReturnAddress(address: string): boolean {
	if (!URL.canParse(address) || address.includes('#')) return false;
	const { protocol, username, password } = new URL(address);
	if (NOWHERE.has(protocol) || username || password) return false;
	return protocol !== 'http:' || isLoopback(address);
}

function isLoopback(address: string): boolean {
	const { protocol, hostname } = new URL(address);
	return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function portless(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	url.port = '';
	return url.href;
}
