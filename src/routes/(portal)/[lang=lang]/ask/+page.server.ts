import { fail, redirect } from '@sveltejs/kit';
import { type Asked, askFromForm } from '../../../door/ask.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking at this address asks nothing: questions are recorded, and a link must not speak for whoever opens it. */
export const load: PageServerLoad = ({ url, params }) => {
	const q = url.searchParams.get('q')?.trim();
	if (q) redirect(302, `/${params.lang}/search?q=${encodeURIComponent(q)}`);
	return { ownAskBox: true };
};

export const actions: Actions = {
	default: async (event) => {
		const asked = await lastOf(askFromForm(event));
		if (asked.ok) redirect(303, asked.url);
		return fail(asked.status, asked);
	},
};

/** A form waits for the whole. */
async function lastOf(steps: AsyncGenerator<string, Asked>): Promise<Asked> {
	for (;;) {
		const step = await steps.next();
		if (step.done) return step.value;
	}
}
