import type { RequestEvent } from '@sveltejs/kit';
import { rate } from '#modules/assistant/index.ts';
import { textOf } from './fields.ts';

const LONGEST = 2_000;

type Rated = { rated: { solved: boolean; explained: boolean } };

/** Notes whether something helped; asked again with what was missing, the second opinion replaces the first. */
export async function rateFromForm(
	event: RequestEvent,
	target: { question: string } | { translation: string },
): Promise<Rated> {
	const form = await event.request.formData();
	const solved = textOf(form, 'solved') === 'yes';
	const missing = textOf(form, 'missing').slice(0, LONGEST);
	const actor = await event.locals.customer();
	await event.locals.app.transact((tx) => rate(tx, actor, { ...target, solved, missing }));
	return { rated: { solved, explained: missing !== '' } };
}
