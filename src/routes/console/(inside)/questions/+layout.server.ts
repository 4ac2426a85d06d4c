import { ANONYMOUS } from '#core/access.ts';
import { offeredLangs } from '#core/brand.ts';
import { spanOf } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { listQuestions } from '#modules/gaps/index.ts';
import type { LayoutServerLoad } from './$types';
import { filterOf } from './filter.ts';

const A_PAGE = 50;

export const load: LayoutServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { q, from, to, ...filter } = filterOf(url.searchParams);
	const wanted = { ...filter, text: q, ...spanOf({ from, to }, app.settings.get(timeZone)), limit: A_PAGE };
	const rows = await listQuestions(app.database.db, actor, wanted);
	return {
		filter: {
			q: q ?? '',
			outcome: filter.outcome ?? '',
			lang: filter.lang ?? '',
			channel: filter.channel ?? '',
			rating: filter.rating ?? '',
			from: from ?? '',
			to: to ?? '',
		},
		langs: app.settings.get(offeredLangs),
		rows: rows.map(({ id, text, lang, channel, outcome, solved, at }) => ({
			id,
			text,
			lang,
			channel,
			outcome,
			solved,
			at,
		})),
		next: rows.length === A_PAGE ? rows.at(-1)?.id : undefined,
	};
};
