import { fail, redirect } from '@sveltejs/kit';
import { ERASERS } from '#app';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { retryOnce } from '#core/transaction.ts';
import { eraseCustomer, ownIdentities, removeIdentity } from '#modules/customers/index.ts';
import { textOf } from '../../../door/fields.ts';
import { forgetSession, privately, signedInAs } from '../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	privately(setHeaders);
	const actor = await locals.visitor();
	const own = actor.id === '' ? [] : await ownIdentities(locals.app.database.db, actor);
	return {
		isKnown: actor.id !== '',
		isErased: actor.id === '' && url.searchParams.has('deleted'),
		signedIn: await signedInAs(locals, actor),
		identities: own.map(({ id, kind, value, level }) => ({ id, kind, value, level })),
	};
};

export const actions: Actions = {
	remove: async ({ locals: { app, visitor, lang }, request }) => {
		const id = textOf(await request.formData(), 'identity');
		const actor = await visitor();
		if (!isId(id)) throw problem('not_found');
		await app.transact((tx) => removeIdentity(tx, actor, id));
		redirect(303, `/${lang}/you`);
	},
	erase: async (event) => {
		const { app, visitor, lang } = event.locals;
		if (textOf(await event.request.formData(), 'sure') !== 'yes') return fail(422, { unsure: true });
		const actor = await visitor();
		if (actor.id !== '')
			await retryOnce(() => app.transact((tx) => eraseCustomer(tx, actor, { id: actor.id, erasers: ERASERS })));
		forgetSession(event);
		redirect(303, `/${lang}/you?deleted`);
	},
};
