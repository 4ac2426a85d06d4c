import { fail, redirect } from '@sveltejs/kit';
import { asProblem } from '#core/errors.ts';
import { spend } from '#core/limits.ts';
import { CODES_TRIED_AN_HOUR, resumeJourney } from '#journeys/resume.ts';
import { refusal, textOf } from '../../../door/fields.ts';
import { CHANNEL } from '../../../door/journey.ts';
import { privately } from '../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST = 40;

export const load: PageServerLoad = ({ url, setHeaders }) => {
	privately(setHeaders);
	return { code: url.searchParams.get('code')?.slice(0, LONGEST) ?? '' };
};

export const actions: Actions = {
	default: async (event) => {
		const { app, lang, customer } = event.locals;
		const code = textOf(await event.request.formData(), 'code').slice(0, LONGEST);
		const refuse = (status: number, message: ReturnType<typeof refusal>['message']) => fail(status, { code, message });
		let id: string;
		try {
			await spend(app.database.db, CODES_TRIED_AN_HOUR, event.getClientAddress());
			const actor = await customer();
			id = (await app.transact((tx) => resumeJourney(app, tx, actor, { code, channel: CHANNEL }))).id;
		} catch (error) {
			if (asProblem(error).code === 'not_found') return refuse(422, 'journey_go_on_wrong');
			const { status, message } = refusal(error);
			return refuse(status, message);
		}
		redirect(303, `/${lang}/journeys/${id}`);
	},
};
