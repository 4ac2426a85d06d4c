import { ANONYMOUS, hasScope } from '#core/access.ts';
import { outcomesSince } from '#modules/assistant/index.ts';
import { countTranslations } from '#modules/knowledge/index.ts';
import { SET_UP_STEPS } from '#modules/staff/index.ts';
import { setUpOf } from '../../door/settings.ts';
import type { PageServerLoad } from './$types';

const WEEK_MS = 7 * 86_400_000;

export const load: PageServerLoad = async ({ locals: { app, member }, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const [articles, questions] = await Promise.all([
		countTranslations(db, actor),
		outcomesSince(db, actor, new Date(app.clock().getTime() - WEEK_MS)),
	]);
	const steps = setUpOf(app);
	const left = SET_UP_STEPS.filter((step) => !steps[step]);
	return { articles, questions, left: hasScope(actor, 'settings:write') ? left : [] };
};
