import { fail, redirect } from '@sveltejs/kit';
import { contactFromForm, seenBy } from '../../../door/contact.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const of = (name: string) => url.searchParams.get(name)?.trim() ?? '';
	const came = { question: of('question'), article: of('article'), q: of('q') };
	return { came, seen: await seenBy(locals, await locals.visitor(), came) };
};

export const actions: Actions = {
	default: async (event) => {
		const contacted = await contactFromForm(event);
		if (contacted.ok) redirect(303, `/${event.params.lang}/contact/${contacted.id}`);
		return fail(contacted.status, contacted);
	},
};
