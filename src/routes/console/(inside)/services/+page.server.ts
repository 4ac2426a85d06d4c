import { ANONYMOUS } from '#core/access.ts';
import { presentListed } from '#channels/rest/routes/service-settings.ts';
import { listServiceSettings } from '#journeys/settings/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member, lang }, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const services = await listServiceSettings({ app, db: app.database.db, actor, now: app.clock() });
	return { services: services.map((one) => presentListed(app, one, lang)) };
};
