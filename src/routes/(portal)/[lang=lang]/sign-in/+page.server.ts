import { fail, redirect } from '@sveltejs/kit';
import { isId } from '#core/ids.ts';
import { CODE_MINUTES, endSession, ownIdentities } from '#modules/customers/index.ts';
import { localPath } from '#ui/addresses.ts';
import { forgetGuest, keepGuest } from '../../../door/guest.ts';
import { forgetSession, keepSession, privately, signedInAs } from '../../../door/session.ts';
import { enterFromForm, sendFromForm } from '../../../door/sign-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Where to go on afterwards, and for which address a code is waited for: both stand in the address, so that the page can be loaded again. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	privately(setHeaders);
	const actor = await locals.visitor();
	const identity = url.searchParams.get('identity') ?? '';
	const own = actor.id === '' ? [] : await ownIdentities(locals.app.database.db, actor);
	const waiting = own.find(({ id, kind }) => id === identity && kind === 'email');
	return {
		next: nextOf(url, locals.lang),
		email: url.searchParams.get('email')?.slice(0, 254) ?? '',
		sent: waiting && { identity: waiting.id, email: waiting.value, minutes: CODE_MINUTES },
		signedIn: await signedInAs(locals, actor),
	};
};

const nextOf = (url: URL, lang: string) => localPath(url.searchParams.get('next')) ?? `/${lang}/my`;

export const actions: Actions = {
	send: async (event) => {
		const sent = await sendFromForm(event);
		if (!sent.ok) return fail(sent.status, sent);
		redirect(303, `?${new URLSearchParams({ next: nextOf(event.url, event.locals.lang), identity: sent.identity })}`);
	},
	enter: async (event) => {
		const identity = event.url.searchParams.get('identity') ?? '';
		// Without one, or with somebody else's, there is no code to compare with.
		const entered = isId(identity) ? await enterFromForm(event, identity) : restart(event);
		if (!entered.ok) return fail(entered.status, entered);
		const asked = await keepGuest(event, entered.session);
		keepSession(event, entered.session);
		const next = nextOf(event.url, event.locals.lang);
		redirect(303, asked ? `/${event.locals.lang}/my/claim?next=${encodeURIComponent(next)}` : next);
	},
	out: async (event) => {
		const actor = await event.locals.visitor();
		forgetGuest(event);
		if (actor.session) await event.locals.app.transact((tx) => endSession(tx, actor));
		forgetSession(event);
		redirect(303, `/${event.locals.lang}`);
	},
};

const restart = ({ url, locals }: RequestEvent): never =>
	redirect(303, `?${new URLSearchParams({ next: nextOf(url, locals.lang) })}`);
