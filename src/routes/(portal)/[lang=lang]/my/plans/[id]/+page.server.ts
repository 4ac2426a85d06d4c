import { redirect } from '@sveltejs/kit';
import { isTheirs } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { describePlans, readPlan, stopPlan } from '#modules/bookings/index.ts';
import { privately } from '../../../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	privately(setHeaders);
	const { app, lang, visitor } = locals;
	const { db } = app.database;
	const row = await readPlan(db, await visitor(), params.id);
	const [plan] = await describePlans({ db, say: app.say, lang }, [row]);
	// The team has pages of its own.
	if (!plan || !isTheirs(await visitor(), row.customer_id)) throw problem('not_found');
	const { id, title, address, every, next, email, active, journey_id } = plan;
	return { plan: { id, title, address, every, next, email, active, journey_id } };
};

export const actions: Actions = {
	stop: async ({ locals: { app, visitor, lang }, params }) => {
		const actor = await visitor();
		await app.transact((tx) => stopPlan(tx, actor, params.id));
		redirect(303, `/${lang}/my/plans/${params.id}`);
	},
};
