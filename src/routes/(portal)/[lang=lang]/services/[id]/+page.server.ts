import { redirect } from '@sveltejs/kit';
import { ownQuestion } from '#modules/assistant/index.ts';
import { openJourneyOf } from '#journeys/queries.ts';
import { customerIn } from '#core/access.ts';
import { offeredTo } from '#journeys/registry.ts';
import { begin } from '../../../../door/journey.ts';
import { textOf } from '../../../../door/fields.ts';
import { presentService } from '../../../../door/services.ts';
import { privately } from '../../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever comes back later than this hardly remembers what they had begun. */
const OFFERED_MS = 7 * 86_400_000;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { app, lang, visitor } = locals;
	const actor = await visitor();
	const service = presentService(app, offeredTo(app.services, params.id, customerIn(actor)), lang);
	privately(setHeaders);
	const since = new Date(app.clock().getTime() - OFFERED_MS);
	const begun = await openJourneyOf(app.database.db, actor, since, params.id);
	const brought = Object.entries(broughtBy(url.searchParams));
	return { service, begun: begun?.id, question: url.searchParams.get('question'), brought };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const heard = await askedIn(event.locals, textOf(form, 'question'));
		const brought = broughtBy(form);
		const begun = await begin(event, event.params.id, { zone: textOf(form, 'zone'), heard, brought });
		if (begun.refused) return begun.refused;
		redirect(303, `/${event.locals.lang}/journeys/${begun.id}`);
	},
};

const ANSWER = 'answer.';
const MOST_BROUGHT = 20;
const LONGEST_BROUGHT = 2_000;

/** What a link brings along, by the names of the questions (`?answer.visit=…`): read again before it counts, as if it were typed. */
function broughtBy(from: URLSearchParams | FormData): Record<string, string> {
	const all = [...from].flatMap(([name, value]) =>
		name.startsWith(ANSWER) && typeof value === 'string'
			? [[name.slice(ANSWER.length), value.slice(0, LONGEST_BROUGHT)]]
			: [],
	);
	return Object.fromEntries(all.slice(0, MOST_BROUGHT));
}

/** What was asked before may hold answers already. */
async function askedIn({ app, visitor }: App.Locals, id: string): Promise<string | undefined> {
	if (!id) return undefined;
	const question = await ownQuestion(app.database.db, await visitor(), id).catch(() => undefined);
	return question?.text;
}
