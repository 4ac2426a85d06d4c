import { ANONYMOUS } from '#core/access.ts';
import { completionsIn } from '#journeys/funnel.ts';
import { presentService } from '../../../door/services.ts';
import { spanAsked } from './span-asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, lang, member }, url, parent }) => {
	await parent();
	const { today, range, span } = spanAsked(app, url.searchParams);
	const sums = await completionsIn(app.database.db, member?.actor ?? ANONYMOUS, span);
	const services = [...app.services.values()].map((definition) => ({
		...presentService(app, definition, lang),
		sums: sums.find(({ service }) => service === definition.id),
	}));
	return { today, range, services };
};
