import { z } from 'zod';
import { timeZone } from '#core/zone.ts';
import { defaultLang } from '#core/brand.ts';
import {
	ARTICLE_ORDERS,
	countsByDay,
	emptySearches,
	isCounted,
	MEASURES,
	mattersByDay,
	type Range,
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
