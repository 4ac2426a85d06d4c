import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '#app';
import type { SignedIn } from '#modules/staff/index.ts';

export const hasMemberCookie = ({ cookie }: IncomingHttpHeaders): boolean =>
	cookie?.includes('saunders.session_token=') ?? false;

/** The member whose cookies these are; prolongs nothing. */
export async function memberOf(app: App, cookie: string, origin: string): Promise<SignedIn | undefined> {
	return (await app.signIn.who(new Headers({ cookie }), origin, { quietly: true })).member;
}
