import type { IncomingMessage } from 'node:http';
import type { App } from '#app';
import { type Actor, ANONYMOUS } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { customerOfToken, SESSION_COOKIE } from '#modules/customers/index.ts';
import { actorOfKey, CONSOLE_HEADER } from '#modules/staff/index.ts';
import { clientAddress, originOf } from './address.ts';
import { hasMemberCookie, memberOf } from './member.ts';

/** How long a token's owner is remembered without asking the database again; a revoked key works on at most that long. */
const REMEMBER_MS = 1_000;
const MOST_REMEMBERED = 10_000;

/** Finds out who asks: a staff key, a member or customer by token or cookie, or nobody. Refuses a wrong key and a forged cookie write. */
export function visitorReader(app: App) {
	let known = new Map<string, Promise<Actor | undefined>>();
	let forgetAt = 0;
	const remembered = (
		token: string,
		find: (token: string) => Promise<Actor | undefined> = (given) => lookUp(app, given),
	): Promise<Actor | undefined> => {
		const at = Date.now();
		if (at > forgetAt || known.size > MOST_REMEMBERED) {
			known = new Map();
			forgetAt = at + REMEMBER_MS;
		}
		const found = known.get(token) ?? find(token);
		known.set(token, found);
		found.catch(() => known.delete(token));
		return found;
	};
	const memberIn = async (request: IncomingMessage): Promise<Actor | undefined> => {
		const { cookie = '', [CONSOLE_HEADER]: console } = request.headers;
		// A link in the console cannot say where it stands, and reading as a member harms nobody.
		if (!hasMemberCookie(request.headers) || (console === undefined && isWrite(request))) return undefined;
		const origin = originOf(request, app.config);
		refuseForged(request, origin);
		return remembered(cookie, async () => (await memberOf(app, cookie, origin))?.actor);
	};
	return async (request: IncomingMessage): Promise<{ actor: Actor; address: string }> => {
		const address = clientAddress(request, app.config.TRUST_PROXY);
		const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
		if (bearer) return { actor: (await remembered(bearer)) ?? refuse(), address };
		const member = await memberIn(request);
		if (member) return { actor: member, address };
		const cookie = cookieOf(request, SESSION_COOKIE);
		if (!cookie?.startsWith('ct_')) return { actor: ANONYMOUS, address };
		refuseForged(request, originOf(request, app.config));
		return { actor: (await remembered(cookie)) ?? ANONYMOUS, address };
	};
}

function lookUp(app: App, token: string): Promise<Actor | undefined> {
	const find = token.startsWith('sk_') ? actorOfKey : customerOfToken;
	return find(app.database.db, token, app.clock());
}

function refuse(): never {
	throw problem('unauthenticated', { detail: 'This key or session is unknown or no longer valid.' });
}

/** A browser names the page a write comes from; a cookie must not work for a page of somebody else's. */
export function refuseForged(request: IncomingMessage, origin: string): void {
	if (!isWrite(request)) return;
	const from = request.headers.origin;
	if (from !== undefined && from !== origin)
		throw problem('forbidden', { detail: 'This request comes from another site.' });
}

const isWrite = ({ method }: IncomingMessage) => method !== 'GET' && method !== 'HEAD';

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
	for (const part of (request.headers.cookie ?? '').split(';')) {
		const [key, value] = part.trim().split('=');
		if (key === name && value) return value;
	}
	return undefined;
}
