import { presentPlan } from '#channels/rest/routes/visit-plans.ts';
import { ANONYMOUS } from '#core/access.ts';
import { describePlans, listPlans } from '#modules/bookings/index.ts';
import type { PageServerLoad } from './$types';

const MOST = 200;

export const load: PageServerLoad = async ({ locals: { app, member, lang }, parent }) => {
	await parent();
	const { db } = app.database;
	const rows = await listPlans(db, member?.actor ?? ANONYMOUS, { limit: MOST });
	const plans = await describePlans({ db, say: app.say, lang }, rows);
	return { plans: plans.map(presentPlan), more: rows.length === MOST };
};
