import { redirect } from '@sveltejs/kit';
import { fillIn } from '#journeys/fill-in.ts';
import { openRun } from '#journeys/run.ts';
import { showAll } from '#journeys/show-all.ts';
import { stepBack } from '#journeys/step-back.ts';
import { stop } from '#journeys/stop.ts';
import { returnJourney } from '#journeys/team.ts';
import { undoJourney } from '#journeys/undo.ts';
import { answerFromForm } from '../../../../door/answer-journey.ts';
import { textOf } from '../../../../door/fields.ts';
import { change, CHANNEL, follow, journeyData } from '../../../../door/journey.ts';
import { mailLink } from '../../../../door/mail-link.ts';
import { passFromPage } from '../../../../door/pass-journey.ts';
import { privately } from '../../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	privately(setHeaders);
	const all = url.searchParams.has('all');
	return { ownAskBox: true, all, ...(await journeyData(locals, params.id, all)) };
};

export const actions: Actions = {
	answer: answerFromForm,
	skip: async (event) => {
		const { app, lang } = event.locals;
		const name = textOf(await event.request.formData(), 'name');
		return change(event, (tx, actor, journey) =>
			fillIn(app, tx, actor, { journey, values: { [name]: null }, channel: CHANNEL, lang }),
		);
	},
	confirm: async (event) => {
		const { app, lang } = event.locals;
		return change(event, (tx, actor, journey) =>
			fillIn(app, tx, actor, { journey, values: {}, confirm: true, channel: CHANNEL, lang }),
		);
	},
	/** To the question before, or to the one that is named. */
	back: async (event) => {
		const name = textOf(await event.request.formData(), 'name') || undefined;
		return change(event, async (tx, actor, journey) => {
			const run = await openRun(event.locals.app, tx, actor, { journey, channel: CHANNEL });
			if (run.journey.state === 'open') await stepBack(run, name);
		});
	},
	widen: async (event) =>
		change(event, async (tx, actor, journey) => {
			const run = await openRun(event.locals.app, tx, actor, { journey, channel: CHANNEL });
			if (run.journey.state === 'open') await showAll(run);
		}),
	mail: mailLink,
	stop: async (event) =>
		change(event, async (tx, actor, journey) => {
			const run = await openRun(event.locals.app, tx, actor, { journey, channel: CHANNEL });
			if (run.journey.state === 'open') await stop(run);
		}),
	undo: async (event) =>
		change(event, (tx, actor, journey) => undoJourney(event.locals.app, tx, actor, { journey, channel: CHANNEL })),
	person: passFromPage,
	alone: async (event) => change(event, (tx, actor, journey) => returnJourney(tx, actor, journey)),
	/** What is brought along is what was stored, whatever a form says. */
	next: async (event) => {
		const followed = await follow(event);
		if (followed.refused) return followed.refused;
		redirect(303, `/${event.locals.lang}/journeys/${followed.id}`);
	},
};
