import type { RequestEvent } from '@sveltejs/kit';
import { type Actor, customersOf } from '#core/access.ts';
import { customerOfToken, type Session, SESSION_COOKIE } from '#modules/customers/index.ts';
import { setCookie } from './cookies.ts';
import { myPage } from './my.ts';

/** Who this browser was before somebody signed in on it, until they have said whether that was they. */
const GUEST_COOKIE = 'saunders_guest';
const ASKED_MS = 3_600_000;

/** Before a session takes the place of the guest's: keeps that one apart where something was begun with it. Answers whether there is something to ask. */
export async function keepGuest(event: RequestEvent, { actor }: Session): Promise<boolean> {
	const { app, visitor } = event.locals;
	const guest = await visitor();
	const token = event.cookies.get(SESSION_COOKIE);
	if (!token || !isAnother(guest, actor)) return false;
	const { items } = await myPage(event.locals, guest, { limit: 1 });
	if (items.length === 0) return false;
	const expires = new Date(app.clock().getTime() + ASKED_MS);
	setCookie(event, GUEST_COOKIE, token, { expires, httpOnly: true });
	return true;
}

/** Nothing where there is nobody to ask about. */
export async function guestOf({
	locals,
	cookies,
}: Pick<RequestEvent, 'locals' | 'cookies'>): Promise<Actor | undefined> {
	const { database, clock } = locals.app;
	const token = cookies.get(GUEST_COOKIE);
	if (!token?.startsWith('ct_')) return undefined;
	const [guest, actor] = [await customerOfToken(database.db, token, clock()), await locals.visitor()];
	return guest && actor.assurance === 'verified' && isAnother(guest, actor) ? guest : undefined;
}

const isAnother = (guest: Actor, actor: Actor): boolean =>
	guest.id !== '' && guest.assurance !== 'verified' && !customersOf(actor).includes(guest.id);

export function forgetGuest({ cookies }: Pick<RequestEvent, 'cookies'>): void {
	cookies.delete(GUEST_COOKIE, { path: '/' });
}
