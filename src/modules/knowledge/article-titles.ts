import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { type Preference, rank } from './queries.ts';
import './tables.ts';

/** The titles of articles in any state, by id, each in the best language it has; those that are gone are left out. For the team. */
export async function articleTitles(
	db: Db,
	ids: readonly string[],
	prefer: Preference,
): Promise<Record<string, string>> {
	if (ids.length === 0) return {};
	const rows = await db
		.selectFrom('translations as t')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.distinctOn('t.article_id')
		.select('t.article_id')
		.select(sql<string>`case when t.status = 'published' then t.title else coalesce(d.title, t.title) end`.as('title'))
		.where('t.article_id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
		.orderBy('t.article_id')
		.orderBy(rank('t.lang', prefer))
		.orderBy('t.created_at')
		.execute();
	return Object.fromEntries(rows.map(({ article_id, title }) => [article_id, title]));
}
