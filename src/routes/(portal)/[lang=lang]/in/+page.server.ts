import { fail, redirect } from '@sveltejs/kit';
import { retryOnce } from '#core/transaction.ts';
import { isOpenTo, openLink, TRIES_AN_HOUR, useLink } from '#modules/customers/index.ts';
import { privately } from '../../../door/session.ts';
import { spendByVisitor } from '../../../door/spend-by-visitor.ts';
import { pageOfThing } from '../../../door/thing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	privately(setHeaders);
	const { app, lang, visitor } = locals;
	const opened = await openLink(app.database.db, app.secrets, url.searchParams.get('t') ?? '', app.clock());
	const next = opened.about ? pageOfThing(opened.about, lang) : `/${lang}/my`;
	if (!opened.ok) return { next };
	// Whoever may see it anyway need not press a button.
	if (isOpenTo(await visitor(), opened)) redirect(303, next);
	return { email: hidden(opened.email), type: opened.about.type, next };
};

/** Enough to know one's own address again: whoever got hold of the link is told no more. */
const hidden = (email: string) => email.replace(/^(.{1,2}).*(?=@)/u, '$1…');

export const actions: Actions = {
	default: async (event) => {
		const { app, lang, customer } = event.locals;
		await spendByVisitor(event, TRIES_AN_HOUR);
		const token = event.url.searchParams.get('t') ?? '';
		// A link that opens nothing makes nobody a customer.
		const looked = await openLink(app.database.db, app.secrets, token, app.clock());
		if (!looked.ok) return fail(410);
		const actor = await customer();
		const opened = await retryOnce(() => app.transact((tx) => useLink(tx, actor, { token, secrets: app.secrets })));
		// The page then says what the link has come to.
		if (!opened.ok) return fail(410);
		redirect(303, pageOfThing(opened.about, lang));
	},
};
