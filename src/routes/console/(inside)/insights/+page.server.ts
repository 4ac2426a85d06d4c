import { ANONYMOUS } from '#core/access.ts';
import { addDays, dayIn, timeZone } from '#core/zone.ts';
import {
	countsByDay,
	countsByPart,
	daysOf,
	emptySearches,
	LONGEST_RANGE,
	type Range,
	rangeBefore,
	readResolution,
	searchesByDay,
	topArticles,
	viewsByDay,
} from '#modules/analytics/index.ts';
import type { PageServerLoad } from './$types';

const A_LIST = 10;
const USUAL_DAYS = 30;

export const load: PageServerLoad = async ({ locals: { app, member, lang }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const zone = app.settings.get(timeZone);
	const range = rangeOf(url.searchParams, dayIn(zone, app.clock()));
	const before = rangeBefore(range);
	const list = { range, limit: A_LIST, lang };
	const [
		days,
		daysBefore,
		langs,
		channels,
		searches,
		vain,
		views,
		viewsBefore,
		useful,
		failing,
		resolution,
		resolutionBefore,
	] = await Promise.all([
		countsByDay(db, actor, range),
		countsByDay(db, actor, before),
		countsByPart(db, actor, range, 'lang'),
		countsByPart(db, actor, range, 'channel'),
		searchesByDay(db, actor, range),
		emptySearches(db, actor, range, A_LIST),
		viewsByDay(db, actor, range),
		viewsByDay(db, actor, before),
		topArticles(db, actor, { ...list, order: 'useful' }),
		topArticles(db, actor, { ...list, order: 'failing' }),
		readResolution(db, actor, { range, zone }),
		readResolution(db, actor, { range: before, zone }),
	]);
	const today = dayIn(zone, app.clock());
	return {
		range,
		today,
		days,
		daysBefore,
		langs,
		channels,
		searches,
		vain,
		views,
		viewsBefore,
		useful,
		failing,
		resolution,
		resolutionBefore,
	};
};

/** What an address that nobody made by clicking says wrong is as if it said nothing. */
function rangeOf(params: URLSearchParams, today: string): Range {
	const to = dayOf(params.get('to')) ?? today;
	const range = { from: dayOf(params.get('from')) ?? addDays(to, 1 - USUAL_DAYS), to };
	const days = daysOf(range);
	const lang = params.get('lang')?.slice(0, 35);
	const channel = params.get('channel')?.slice(0, 35);
	return {
		...(days >= 1 && days <= LONGEST_RANGE ? range : { from: addDays(today, 1 - USUAL_DAYS), to: today }),
		...(lang && { lang }),
		...(channel && { channel }),
	};
}

const dayOf = (text: string | null) =>
	text && /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
		? text
		: undefined;
