import { fail, redirect } from '@sveltejs/kit';
import { askFromForm } from '../../../door/ask.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking at this address asks nothing: questions are recorded, and a link must not speak for whoever opens it. */
export const load: PageServerLoad = ({ url, params }) => {
	const q = url.searchParams.get('q')?.trim();
	if (q) redirect(302, `/${params.lang}/search?q=${encodeURIComponent(q)}`);
	return { ownAskBox: true };
};

export const actions: Actions = {
	default: async (event) => {
		const asked = await askFromForm(event);
		if (asked.ok) redirect(303, asked.url);
		return fail(asked.status, asked);
	},
};
