import { digestOf, enrol, type Role } from '#modules/staff/index.ts';
import type { TestServer } from './server.ts';

export type TestMember = {
	id: string;
	email: string;
	cookie: string;
	/** Calls the API as the console does: with the cookies of the session and the console's header. */
	call: TestServer['call'];
};

export const PASSWORD = 'four words in a row';
// One digest for all: to make one takes a tenth of a second of work.
let digest: Promise<string> | undefined;

/** Somebody on the team, signed in. */
export async function testMember(one: TestServer, role: Role, name: string = role): Promise<TestMember> {
	digest ??= digestOf(PASSWORD);
	const email = `${name}@team.example`;
	const made = await digest;
	const { id } = await one.app.transact((tx) => enrol(tx, { name, email, role, digest: made }));
	const cookie = await cookieOf(await signIn(one, email, PASSWORD));
	return { id, email, cookie, call: callAs(one, cookie) };
}

export const callAs =
	(one: TestServer, cookie: string): TestServer['call'] =>
	(method, path, options = {}) =>
		one.call(method, path, {
			as: null,
			...options,
			headers: { cookie, 'x-saunders-console': '1', origin: one.origin, ...options.headers },
		});

/** What better-auth answers to an address and a password. */
export const signIn = (one: TestServer, email: string, password: string, headers: Record<string, string> = {}) =>
	one.call('POST', '/api/auth/sign-in/email', {
		as: null,
		body: { email, password },
		headers: { origin: one.origin, ...headers },
	});

/** The cookies a reply sets, as the next request sends them. */
export const cookieOf = ({ headers }: { headers: Headers }, before = ''): string => {
	const jar = new Map(before.split('; ').filter(Boolean).map(pair));
	for (const cookie of headers.getSetCookie()) {
		const [name, value] = pair(cookie.split(';')[0] ?? '');
		if (value) jar.set(name, value);
		else jar.delete(name);
	}
	return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
};

const pair = (text: string): [string, string] => {
	const at = text.indexOf('=');
	return [text.slice(0, at), text.slice(at + 1)];
};
