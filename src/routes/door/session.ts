import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#core/access.ts';
import { ownIdentities, type Session, SESSION_COOKIE } from '#modules/customers/index.ts';
import { setCookie } from './cookies.ts';

/** The browser goes on with this session instead of the one it came with. */
export function keepSession(event: Pick<RequestEvent, 'cookies' | 'url'>, { token, expires_at }: Session): void {
	setCookie(event, SESSION_COOKIE, token, { expires: expires_at, httpOnly: true });
}

export function forgetSession({ cookies }: Pick<RequestEvent, 'cookies'>): void {
	cookies.delete(SESSION_COOKIE, { path: '/' });
}

/** As whom somebody who proved it is signed in: their e-mail address, or what the host site calls them. */
export async function signedInAs({ app }: App.Locals, actor: Actor): Promise<string | undefined> {
	if (actor.assurance !== 'verified') return undefined;
	const proved = (await ownIdentities(app.database.db, actor)).filter(({ level }) => level === 'verified');
	return (proved.find(({ kind }) => kind === 'email') ?? proved[0])?.value;
}

/** Nobody in between may keep a page that is about somebody. */
export const privately = (setHeaders: RequestEvent['setHeaders']) =>
	setHeaders({ 'cache-control': 'private, no-store' });
