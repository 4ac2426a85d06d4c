import { ANONYMOUS } from '#core/access.ts';
import { funnelOf } from '#journeys/funnel.ts';
import { serviceCalled } from '#journeys/registry.ts';
import { inWords } from '#journeys/wording.ts';
import { presentService } from '../../../../door/services.ts';
import { spanAsked } from '../span-asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, lang, member }, params, url, parent }) => {
	await parent();
	const definition = serviceCalled(app.services, params.id);
	const { today, range, span } = spanAsked(app, url.searchParams);
	const { steps, ...funnel } = await funnelOf(app.database.db, member?.actor ?? ANONYMOUS, definition.id, span);
	const order = definition.steps.flatMap((step) => (step.kind === 'ask' ? [step.name] : [])).concat('review');
	const labels = new Map(
		definition.steps.flatMap((step) =>
			step.kind === 'ask' ? [[step.name, inWords(app.say, { words: step.field.label }, lang)] as const] : [],
		),
	);
	const asked = order.flatMap((name) => steps.find((step) => step.name === name) ?? []);
	// What an earlier version asked stands last.
	const others = steps.filter(({ name }) => !order.includes(name));
	return {
		today,
		range,
		service: presentService(app, definition, lang),
		...funnel,
		steps: [...asked, ...others].map((step) => ({ ...step, label: labels.get(step.name) ?? null })),
	};
};
