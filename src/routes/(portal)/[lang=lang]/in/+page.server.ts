import { fail, redirect } from '@sveltejs/kit';
import { retryOnce } from '#core/transaction.ts';
import { enterByLink, openLink, TRIES_AN_HOUR } from '#modules/customers/index.ts';
import { localPath } from '#ui/addresses.ts';
import { keepSession, privately } from '../../../door/session.ts';
import { spendByVisitor } from '../../../door/spend-by-visitor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, lang }, url, setHeaders }) => {
	privately(setHeaders);
	const opened = await openLink(app.database.db, app.secrets, url.searchParams.get('t') ?? '', app.clock());
	const next = localPath(opened.path ?? null) ?? `/${lang}/you`;
	return { email: opened.ok ? hidden(opened.email) : undefined, next };
};

/** Enough to know one's own address again: whoever got hold of the link is told no more. */
const hidden = (email: string) => email.replace(/^(.{1,2}).*(?=@)/u, '$1…');

export const actions: Actions = {
	default: async (event) => {
		const { app, lang, visitor } = event.locals;
		await spendByVisitor(event, TRIES_AN_HOUR);
		const actor = await visitor();
		const input = { token: event.url.searchParams.get('t') ?? '', secrets: app.secrets };
		const entered = await retryOnce(() => app.transact((tx) => enterByLink(tx, actor, input)));
		// The page then says what the link has come to.
		if (!entered.ok) return fail(410);
		if (entered.session) keepSession(event, entered.session);
		redirect(303, localPath(entered.path) ?? `/${lang}/you`);
	},
};
