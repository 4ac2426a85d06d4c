import { z } from 'zod';
import { timeZone } from '#core/zone.ts';
import { defaultLang } from '#core/brand.ts';
import {
	ARTICLE_ORDERS,
	countsByDay,
	ENDINGS,
	emptySearches,
	isCounted,
	MEASURES,
	mattersByDay,
	type Range,
	readConversations,
	readHandovers,
	readLoad,
	readPaths,
	readResolution,
	searchesByDay,
	topArticles,
	totalOf,
	VERDICTS,
	viewsByDay,
} from '#modules/analytics/index.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { type Call, read } from '../route.ts';

const count = z.number();
const counts = z.object(
	Object.fromEntries(MEASURES.map((measure) => [measure, count])) as Record<(typeof MEASURES)[number], typeof count>,
);
const verdicts = z.object(
	Object.fromEntries(VERDICTS.map((verdict) => [verdict, count])) as Record<(typeof VERDICTS)[number], typeof count>,
);
const day = z.object({ day: z.string() });
const spans = z.array(count).length(4);
const shown = z.object({ text: z.string(), values: z.array(z.string().nullable()) });

const share = z.number().nullable();
const minutes = z.number().nullable();
const sums = z.object({
	conversations: count,
	contained: count.meta({ description: 'Answered by the assistant, given to nobody, and ended' }),
	contained_solved: count,
	containment: share.meta({ description: 'Contained, of those and the handed over' }),
	handed: count,
	waiting: count.meta({ description: 'Handed over and not answered by a person yet' }),
	wait_median_minutes: minutes,
	wait_p90_minutes: minutes,
	resolution_median_minutes: minutes,
	resolution_p90_minutes: minutes,
	returned: count.meta({ description: 'Handed back to the assistant' }),
	colleague: count.meta({ description: 'In which the assistant asked a colleague' }),
	solved: count,
	unsolved: count,
	solved_by_people: count,
	unsolved_by_people: count,
});
const counted = z.object({ reason: z.string(), count });
const handovers = z.object({
	reasons: z.array(counted),
	articles: z.array(
		z.object({
			article_id: z.string(),
			title: z.string().nullable(),
			lang: z.string().nullable(),
			count,
			unsolved: count,
		}),
	),
	complaints: z.array(counted).meta({ description: 'What customers said was wrong' }),
});

type Asked = Call<unknown, z.infer<typeof rangeQuery>, unknown>;

const askedRange = ({ app, query }: Asked): Range =>
	rangeOf(query, { zone: app.settings.get(timeZone), now: app.clock() });

const insight = <R>(
	path: string,
	summary: string,
	reply: z.ZodType<R>,
	handle: (call: Asked, range: Range) => Promise<R>,
) =>
	read({
		method: 'GET',
		path: `/insights/${path}`,
		tag: 'Insights',
		summary,
		access: 'questions:read',
		query: rangeQuery,
		reply,
		handle: (call) => handle(call, askedRange(call)),
	});

export const insightRoutes = [
	insight(
		'questions',
		'Questions, opinions and letters to the team, by day',
		z.object({ total: counts, items: z.array(counts.extend(day.shape)), next_cursor: z.null() }),
		async ({ app, actor }, range) => {
			const items = await countsByDay(app.database.db, actor, range);
			return { total: totalOf(items), items, next_cursor: null };
		},
	),
	read({
		method: 'GET',
		path: '/insights/articles',
		tag: 'Insights',
		summary: 'The articles that helped most, failed most or were read most',
		access: 'questions:read',
		query: rangeQuery.extend({
			order: z.enum(ARTICLE_ORDERS).default('useful'),
			limit: z.coerce.number().int().min(1).max(100).default(10),
		}),
		reply: z.object({
			items: z.array(
				z.object({
					article_id: z.string(),
					title: z.string().nullable(),
					lang: z.string().nullable(),
					led: count.meta({ description: 'Questions in which it came first' }),
					solved: count,
					unsolved: count,
					opened: count.meta({ description: 'Letters to the team after it' }),
					views: count,
					finished: count.meta({ description: 'Views down to the last quarter' }),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async (call) => {
			const { order, limit } = call.query;
			const lang = call.app.settings.get(defaultLang);
			const items = await topArticles(call.app.database.db, call.actor, {
				range: askedRange(call),
				order,
				limit,
				lang,
			});
			return { items, next_cursor: null };
		},
	}),
	insight(
		'searches',
		'Searches by day, and what was looked for in vain',
		z.object({
			items: z.array(day.extend({ searches: count, empty: count })),
			in_vain: z.array(z.object({ words: z.string(), lang: z.string(), count })),
			next_cursor: z.null(),
		}),
		async ({ app, actor }, range) => ({
			items: await searchesByDay(app.database.db, actor, range),
			in_vain: await emptySearches(app.database.db, actor, range, 100),
			next_cursor: null,
		}),
	),
	insight(
		'reading',
		'Views of articles by day; how deep (quarters of the text) and how long (under 10 s, 1 min, 3 min, longer)',
		z.object({ items: z.array(day.extend({ views: count, quarters: spans, times: spans })), next_cursor: z.null() }),
		async ({ app, actor }, range) => ({ items: await viewsByDay(app.database.db, actor, range), next_cursor: null }),
	),
	insight(
		'resolution',
		'Net resolution with its parts and its queries; days count once they are older than seven',
		verdicts.extend({
			days: count.meta({ description: 'Days with matters that are judged' }),
			matters: count,
			confirmed: count,
			handed_confirmed: count,
			net_resolution: z.number().nullable(),
			sum: shown,
			judge: shown,
			items: z.array(verdicts.extend(day.shape)),
			next_cursor: z.null(),
		}),
		async ({ app, actor }, range) => ({
			...(await readResolution(app.database.db, actor, { range, zone: app.settings.get(timeZone) })),
			items: await mattersByDay(app.database.db, actor, range),
			next_cursor: null,
		}),
	),
	insight(
		'conversations',
		'What became of the conversations that began in the range, why they came to people, and which paths they took',
		z.object({
			total: sums,
			...handovers.shape,
			paths: z.array(
				z.object({
					begun: z.enum(['assistant', 'person']),
					outcome: z.string().nullable().meta({ description: 'How the first answer of the assistant came out' }),
					reason: z.string().nullable().meta({ description: 'Why it came to a person; null: it did not' }),
					ending: z.enum(ENDINGS),
					count,
				}),
			),
		}),
		async ({ app, actor }, range) => {
			const { db } = app.database;
			const zone = app.settings.get(timeZone);
			const at = { range, zone, now: app.clock() };
			const [total, why, paths] = await Promise.all([
				readConversations(db, actor, at),
				readHandovers(db, actor, { range, zone, lang: app.settings.get(defaultLang) }),
				readPaths(db, actor, at),
			]);
			return { total, ...why, paths };
		},
	),
	insight(
		'load',
		'When customers write and are handed over: by weekday (1 to 7 from Monday) and hour of the business, and by language',
		z.object({
			hours: z.array(z.object({ weekday: count, hour: count, messages: count, handed: count })),
			langs: z.array(z.object({ lang: z.string(), messages: count, handed: count })),
		}),
		({ app, actor }, range) => readLoad(app.database.db, actor, { range, zone: app.settings.get(timeZone) }),
	),
	read({
		method: 'POST',
		path: '/views',
		tag: 'Insights',
		summary: 'Say that a text was read: a count, of nobody. Answers the same whether it was counted or not',
		access: 'anyone',
		status: 204,
		body: z.strictObject({
			translation_id: z.uuid(),
			quarter: z.int().min(1).max(4).meta({ description: 'The deepest quarter of the text that was in sight' }),
			time: z.int().min(1).max(4).meta({ description: 'In sight for under 10 s, 1 min, 3 min, or longer' }),
		}),
		reply: z.undefined(),
		handle: async ({ app, body, request, address }) => {
			if (isCounted(request.headers)) app.tally.view(body, address);
			return undefined;
		},
	}),
];
