import { fail, redirect } from '@sveltejs/kit';
import { isDatabaseGone } from '#core/errors.ts';
import type { Seen } from '#modules/conversations/index.ts';
import { contactFromForm, seenBy } from '../../../door/contact.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form comes back with what was typed even while nothing can be read. */
function nothingWhenAway(error: unknown): Seen {
	if (isDatabaseGone(error)) return { articles: [] };
	throw error;
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const of = (name: string) => url.searchParams.get(name)?.trim() ?? '';
	const came = { question: of('question'), article: of('article'), q: of('q') };
	const seen = locals.visitor().then((actor) => seenBy(locals, actor, came));
	return { came, seen: await seen.catch(nothingWhenAway) };
};

export const actions: Actions = {
	default: async (event) => {
		const contacted = await contactFromForm(event);
		if (contacted.ok) redirect(303, `/${event.params.lang}/contact/${contacted.id}`);
		return fail(contacted.status, contacted);
	},
};
