import { redirect } from '@sveltejs/kit';
import { retryOnce } from '#core/transaction.ts';
import { claimDevice } from '#modules/customers/index.ts';
import { localPath } from '#ui/addresses.ts';
import { textOf } from '../../../../door/fields.ts';
import { forgetGuest, guestOf } from '../../../../door/guest.ts';
import { myPage } from '../../../../door/my.ts';
import { privately, signedInAs } from '../../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

const nextOf = (url: URL, lang: string) => localPath(url.searchParams.get('next')) ?? `/${lang}/my`;

export const load: PageServerLoad = async (event) => {
	const { locals, url, setHeaders } = event;
	privately(setHeaders);
	const guest = await guestOf(event);
	if (!guest) redirect(303, nextOf(url, locals.lang));
	const { items } = await myPage(locals, guest, {});
	return { items, email: await signedInAs(locals, await locals.visitor()) };
};

export const actions: Actions = {
	default: async (event) => {
		const { app, visitor, lang } = event.locals;
		const isTheirs = textOf(await event.request.formData(), 'theirs') === 'yes';
		const guest = await guestOf(event);
		const actor = await visitor();
		if (guest && isTheirs) await retryOnce(() => app.transact((tx) => claimDevice(tx, actor, guest)));
		forgetGuest(event);
		redirect(303, nextOf(event.url, lang));
	},
};
