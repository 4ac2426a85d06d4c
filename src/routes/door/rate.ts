import type { RequestEvent } from '@sveltejs/kit';
import { rate } from '#modules/assistant/index.ts';
import { textOf } from './fields.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

const LONGEST = 2_000;

/** Of a visitor, or of an address: whoever rates becomes a customer. No person gets there by hand. */
const RATINGS_A_MINUTE = { name: 'rate', count: 60, seconds: 60 };

type Rated = { rated: { solved: boolean; explained: boolean } };

/** Notes whether something helped; asked again with what was missing, the second opinion replaces the first. */
export async function rateFromForm(
	event: RequestEvent,
	target: { question: string } | { translation: string },
): Promise<Rated> {
	const form = await event.request.formData();
	const solved = textOf(form, 'solved') === 'yes';
	const missing = textOf(form, 'missing').slice(0, LONGEST);
	await spendByVisitor(event, RATINGS_A_MINUTE);
	const actor = await event.locals.customer();
	await event.locals.app.transact((tx) => rate(tx, actor, { ...target, solved, missing, channel: 'web' }));
	return { rated: { solved, explained: missing !== '' } };
}
