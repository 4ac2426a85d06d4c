import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { type Preference, rank } from '../../queries.ts';
import { queryFor } from '../facts/terms.ts';
import type { Cursor } from './cursor.ts';
import { type Filter, sortOf } from './filter.ts';

type Match = { id: string; key: string; place: number; total: number };
type Matching = {
	filter: Filter;
	/** What `queryOf` makes of the words in the filter. */
	query: string | null;
	cursor: Cursor | undefined;
	limit: number;
	prefer: Preference;
	today: string;
};

/** Ids of the articles that a list shows, a page of them in order, with what they are sorted by and how many there are in all. */
export async function matchingArticles(db: Db, wanted: Matching): Promise<Match[]> {
	const { filter, query, cursor, limit, prefer } = wanted;
	const sort = sortOf(filter);
	if (filter.q && query === null) return [];
	const from = articles(wanted, sort === 'title' ? prefer : undefined);
	if (sort === 'title') return byTitle(db, from, wanted);
	const order = sort === 'position' ? sql`place, id` : sql`place desc, updated_at desc, id desc`;
	const { rows } = await sql<Match>`
		${from} select id, place, total, to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as key
		from (select *, count(*) over () as total from article) each ${cursor ? afterCursor(cursor) : sql``}
		order by ${order} limit ${limit}`.execute(db);
	return rows;
}

const afterCursor = ({ sort, key, place, id }: Cursor) =>
	sort === 'position'
		? sql`where (place, id) > (${place}, ${id}::uuid)`
		: sql`where (place, updated_at, id) < (${place}, ${key}::timestamp at time zone 'utc', ${id}::uuid)`;

/** The words of a filter as a `tsquery` over all languages that there are; null for none. */
export const queryOf = async (db: Db, { q }: Filter): Promise<string | null> =>
	q ? queryFor(q, await langsOf(db)) : null;

async function langsOf(db: Db): Promise<string[]> {
	// One look into the index for each language there is, instead of one for each translation.
	const { rows } = await sql<{ lang: string }>`
		with recursive l as (
			(select lang from translations order by lang limit 1)
			union all
			select (select t.lang from translations t where t.lang > l.lang order by t.lang limit 1) from l where l.lang is not null
		) select lang from l where lang is not null`.execute(db);
	return rows.map(({ lang }) => lang);
}

/** `place` is what goes before the date: how well a text fits what is sought, or where it stands in its collection. */
function articles({ filter, query, today }: Matching, prefer: Preference | undefined) {
	const sort = sortOf(filter);
	const place = sort === 'position' ? sql`a.position` : sort === 'relevance' ? sql`coalesce(max(h.place), 0)` : sql`0`;
	const title = prefer ? sql`, ${bestTitle(prefer)} as key` : sql``;
	return sql`
		with article as (
			select a.id, ${place} as place, max(greatest(t.updated_at, d.written_at)) as updated_at ${title}
			from articles a join translations t on t.article_id = a.id
			left join drafts d on d.translation_id = t.id and d.discarded_at is null
			${query === null ? sql`` : sql`left join found_in_facts(${query}::tsquery) h on h.translation_id = t.id`}
			where ${sql.join([trashed(filter), ...ofArticle(filter, today)], sql` and `)}
			group by a.id having ${sql.join(ofTranslations(filter, query), sql` and `)}
		)`;
}

/** After a sign for its rank, which is cut off again: the least of all is that of the best language. */
const bestTitle = (prefer: Preference) =>
	sql`substr(min(chr(32 + least(${rank('t.lang', prefer)}, 900)) || coalesce(d.title, t.title)), 2)`;

const trashed = ({ state }: Filter) =>
	sql`${state === 'trash' ? sql`` : sql`not`} exists (select from trashings x where x.article_id = a.id)`;

function ofArticle({ collection, owner, review, rating }: Filter, today: string): RawBuilder<unknown>[] {
	return [
		collection === 'none' && sql`a.collection_id is null`,
		collection &&
			collection !== 'none' &&
			sql`a.collection_id in (select id from collections where id = ${collection} or parent_id = ${collection})`,
		owner === 'none' && sql`a.owner_id is null`,
		owner && owner !== 'none' && sql`a.owner_id = ${owner}`,
		review === 'due' && sql`a.review_by <= ${today}::date`,
		review === 'none' && sql`a.review_by is null`,
		rating &&
			sql`(select bool_or(r.solved) from translations o join ratings r on r.translation_id = o.id where o.article_id = a.id) = false`,
	].filter((condition) => typeof condition === 'object');
}

function ofTranslations({ lang, state, source, missing }: Filter, query: string | null): RawBuilder<unknown>[] {
	const one = [
		lang && sql`t.lang = ${lang}`,
		state && STATES[state],
		source && sql`t.source = ${source}`,
		query !== null && sql`h.place is not null`,
	].filter((condition) => typeof condition === 'object');
	return [
		one.length > 0 ? sql`bool_or(${sql.join(one, sql` and `)})` : sql`true`,
		...(missing ? [sql`not bool_or(t.lang = ${missing})`] : []),
	];
}

const STATES = {
	draft: sql`t.status = 'draft'`,
	published: sql`t.status = 'published'`,
	archived: sql`t.status = 'archived'`,
	changed: sql`(d.translation_id is not null and t.version > 0)`,
	scheduled: sql`d.publish_at is not null`,
	trash: undefined,
} as const;

const MOST_SORTED = 50_000;

/** In the order of people, which the database does not know. */
async function byTitle(db: Db, from: RawBuilder<unknown>, { cursor, limit, prefer }: Matching): Promise<Match[]> {
	const { rows } =
		await sql<Match>`${from} select id, key, 0 as place, 0 as total from article limit ${MOST_SORTED}`.execute(db);
	const { compare } = new Intl.Collator(prefer[0], { numeric: true });
	const order = (a: Pick<Match, 'id' | 'key'>, b: Pick<Match, 'id' | 'key'>) =>
		compare(a.key, b.key) || (a.id < b.id ? -1 : Number(a.id > b.id));
	const sorted = rows.toSorted(order);
	const start = cursor ? sorted.findIndex((row) => order(row, cursor) > 0) : 0;
	const page = start < 0 ? [] : sorted.slice(start, start + limit);
	return page.map((row) => ({ ...row, total: rows.length }));
}
