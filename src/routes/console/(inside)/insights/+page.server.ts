import { ANONYMOUS } from '#core/access.ts';
import { allOf } from '#core/all-of.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import {
	countsByDay,
	countsByPart,
	emptySearches,
	partsOf,
	rangeBefore,
	readPending,
	readResolution,
	searchesByDay,
	topArticles,
	viewsByDay,
} from '#modules/analytics/index.ts';
import { type Gap, listGaps } from '#modules/gaps/index.ts';
import { rangeIn } from '../range.ts';
import type { PageServerLoad } from './$types';

const A_LIST = 10;

export const load: PageServerLoad = async ({ locals: { app, member, lang }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const zone = app.settings.get(timeZone);
	const now = app.clock();
	const today = dayIn(zone, now);
	const range = rangeIn(url.searchParams, today);
	const before = rangeBefore(range);
	const list = { range, limit: A_LIST, lang };
	const { gaps, ...read } = await allOf({
		pending: readPending(db, actor, { range, zone, now }),
		gaps: listGaps(db, actor, { status: 'open', lang: range.lang, limit: A_LIST, at: now }),
		days: countsByDay(db, actor, range),
		daysBefore: countsByDay(db, actor, before),
		parts: partsOf(db, actor, range),
		langs: countsByPart(db, actor, range, 'lang'),
		channels: countsByPart(db, actor, range, 'channel'),
		searches: searchesByDay(db, actor, range),
		vain: emptySearches(db, actor, range, A_LIST),
		views: viewsByDay(db, actor, range),
		viewsBefore: viewsByDay(db, actor, before),
		useful: topArticles(db, actor, { ...list, order: 'useful' }),
		failing: topArticles(db, actor, { ...list, order: 'failing' }),
		resolution: readResolution(db, actor, { range, zone }),
		resolutionBefore: readResolution(db, actor, { range: before, zone }),
	});
	return { range, today, ...read, gaps: gaps.map(present) };
};

const present = ({ id, question, lang, customers, questions, weeks }: Gap) => ({
	id,
	question,
	lang,
	customers,
	questions,
	weeks,
});
