import { type RawBuilder, sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import { type Range, spanned } from './range.ts';
import '../tables.ts';

export const ARTICLE_ORDERS = ['useful', 'failing', 'read'] as const;
export type ArticleOrder = (typeof ARTICLE_ORDERS)[number];

export type ArticleCounts = {
	article_id: string;
	/** Missing when the article is gone. */
	title: string | null;
	lang: string | null;
	led: number;
	solved: number;
	unsolved: number;
	opened: number;
	views: number;
	/** Of the views, those that came to the last quarter of the text. */
	finished: number;
};

/** What makes an article stand high in a list; without any it does not stand there. */
const MERIT = {
	useful: sql`solved`,
	failing: sql`unsolved + opened`,
};

const mostNamed = (range: Range, limit: number, merit: RawBuilder<unknown>) => sql`
	select article_id, sum(${merit}) as merit from (${spanned('articles', range)}) as each where ${merit} <> 0
	group by article_id having sum(${merit}) > 0 order by 2 desc, 1 limit ${limit}`;

const mostRead = (range: Range, limit: number) => sql`
	select article_id, sum(views) as merit from (${spanned('views', range)}) as each
	group by article_id order by 2 desc, 1 limit ${limit}`;

/** Articles that helped most, that failed most (said not to have helped, or followed by a letter to the team), or that were read most. */
export async function topArticles(
	db: Db,
	actor: Actor,
	{ range, order, limit, lang }: { range: Range; order: ArticleOrder; limit: number; lang: string },
): Promise<ArticleCounts[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<ArticleCounts>`
		with best as (
			${order === 'read' ? mostRead(range, limit) : mostNamed(range, limit, MERIT[order])}
		)
		select best.article_id, coalesce(led, 0) as led, coalesce(solved, 0) as solved, coalesce(unsolved, 0) as unsolved,
			coalesce(opened, 0) as opened, coalesce(views, 0) as views, coalesce(finished, 0) as finished, t.title, t.lang
		from best
		left join lateral (
			select sum(led)::int as led, sum(solved)::int as solved, sum(unsolved)::int as unsolved, sum(opened)::int as opened
			from (${spanned('articles', range)}) as each where article_id = best.article_id
		) named on true
		left join lateral (
			select sum(views)::int as views, sum(quarters[4])::int as finished
			from (${spanned('views', range)}) as each where article_id = best.article_id
		) seen on true
		left join lateral (
			select title, lang from translations where article_id = best.article_id
			order by lang = ${range.lang ?? lang} desc, lang = ${lang} desc, status = 'published' desc, lang limit 1
		) t on true
		order by best.merit desc, best.article_id`.execute(db);
	return rows;
}
