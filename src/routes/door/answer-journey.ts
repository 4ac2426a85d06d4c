import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { fillIn } from '#journeys/fill-in.ts';
import { turnAfter } from '#journeys/turn.ts';
import { refusal } from './fields.ts';
import { type Given, givenIn } from './journey-form.ts';
import { CHANNEL, pageOf } from './journey.ts';

type Event = RequestEvent<{ id: string }>;

/** Takes the answers in the form. What would not do is said beside its question, which keeps what was typed; the rest is kept. */
export async function answerFromForm(event: Event) {
	const { app, lang, visitor } = event.locals;
	const actor = await visitor();
	let given = new Map<string, Given>();
	try {
		given = await givenIn(event, actor, await event.request.formData());
		const values = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
		const faults = await app.transact(async (tx) => {
			const run = await fillIn(app, tx, actor, { journey: event.params.id, values, channel: CHANNEL, lang });
			const turn = await turnAfter(run);
			return Object.fromEntries(Object.entries(turn.faults).map(([name, { text }]) => [name, text]));
		});
		const wrong = { ...faults, ...refusedIn(event, given) };
		if (Object.keys(wrong).length > 0) return fail(422, { faults: wrong, filled: filledOf(given) });
	} catch (error) {
		const { status, message } = refusal(error);
		return fail(status, { message, filled: filledOf(given) });
	}
	redirect(303, pageOf(event));
}

const refusedIn = ({ locals }: Event, given: Map<string, Given>) =>
	Object.fromEntries(
		[...given].flatMap(([name, { refusedFile }]) =>
			refusedFile ? [[name, locals.say('journey_file_refused', { name: refusedFile })]] : [],
		),
	);

const filledOf = (given: Map<string, Given>) =>
	Object.fromEntries([...given].map(([name, { filled }]) => [name, filled]));
