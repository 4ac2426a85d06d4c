import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../../policy.ts';
import type { Preference } from '../../queries.ts';
import type { Status } from '../../tables.ts';
import '../tables.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type Excerpt, excerptsOf } from './excerpts.ts';
import { type Filter, sortOf } from './filter.ts';
import { matchingArticles, queryOf } from './matching.ts';

export type ListedTranslation = {
	id: string;
	lang: string;
	title: string;
	/** What it was, where the article is in the trash. */
	status: Status;
	version: number;
	source: 'import' | 'staff';
	has_draft: boolean;
	publish_at: Date | null;
	updated_at: Date;
};
export type ListedArticle = {
	id: string;
	external_id: string;
	collection_id: string | null;
	/** In the first of the wanted languages that it has. */
	title: string;
	lang: string;
	owner_id: string | null;
	review_by: string | null;
	trashed_at: Date | null;
	updated_at: Date;
	translations: ListedTranslation[];
	/** Where the words that were sought stand. */
	match: Excerpt | null;
};
export type ArticleList = { items: ListedArticle[]; next_cursor: string | null; total: number };

type ListQuery = { filter: Filter; cursor?: string | undefined; limit: number; prefer: Preference; today: string };

/** Articles in all states, each once with its translations. `total` counts all that fit. */
export async function listArticleRows(
	db: Db,
	actor: Actor,
	{ filter, cursor, limit, prefer, today }: ListQuery,
): Promise<ArticleList> {
	authorise(canReadDrafts(actor), actor);
	const sort = sortOf(filter);
	const after = cursor === undefined ? undefined : readCursor(cursor, sort);
	const query = await queryOf(db, filter);
	const found = await matchingArticles(db, { filter, query, cursor: after, limit, prefer, today });
	const ids = found.map(({ id }) => id);
	const articles = await articlesById(db, ids, prefer);
	const excerpts = query === null ? undefined : await excerptsOf(db, ids, { query, prefer, ...filter });
	const last = found.length === limit ? found.at(-1) : undefined;
	return {
		items: ids.flatMap((id) => {
			const article = articles.get(id);
			return article ? [{ ...article, match: excerpts?.get(id) ?? null }] : [];
		}),
		next_cursor: last ? writeCursor({ sort, key: last.key, place: last.place, id: last.id }) : null,
		total: found[0]?.total ?? 0,
	};
}

async function articlesById(
	db: Db,
	ids: readonly string[],
	prefer: Preference,
): Promise<Map<string, Omit<ListedArticle, 'match'>>> {
	if (ids.length === 0) return new Map();
	const [articles, translations] = await Promise.all([articleRows(db, ids), translationRows(db, ids)]);
	const byArticle = Map.groupBy(translations, (row) => row.article_id);
	return new Map(
		articles.map(({ statuses, ...article }) => {
			const own = (byArticle.get(article.id) ?? []).map((row) => listed(row, statuses?.[row.id] ?? row.status));
			const best = own.toSorted((a, b) => rankOf(a.lang, prefer) - rankOf(b.lang, prefer))[0];
			const updated_at = new Date(Math.max(...own.map((row) => row.updated_at.getTime())));
			return [
				article.id,
				{ ...article, title: best?.title ?? '', lang: best?.lang ?? '', updated_at, translations: own },
			];
		}),
	);
}

function listed(
	{ id, lang, version, source, publish_at, ...row }: Awaited<ReturnType<typeof translationRows>>[number],
	status: Status,
): ListedTranslation {
	const { draft_title, written_at } = row;
	const updated_at = written_at && written_at > row.updated_at ? written_at : row.updated_at;
	const title = draft_title ?? row.title;
	return { id, lang, title, status, version, source, has_draft: written_at !== null, publish_at, updated_at };
}

const rankOf = (lang: string, prefer: Preference) => (prefer.includes(lang) ? prefer.indexOf(lang) : prefer.length);

const articleRows = (db: Db, ids: readonly string[]) =>
	db
		.selectFrom('articles as a')
		.leftJoin('trashings as x', 'x.article_id', 'a.id')
		.select(['a.id', 'a.external_id', 'a.collection_id', 'a.owner_id', 'a.review_by'])
		.select(['x.at as trashed_at', 'x.statuses'])
		.where('a.id', 'in', ids)
		.execute();

const translationRows = (db: Db, ids: readonly string[]) =>
	db
		.selectFrom('translations as t')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.select(['t.id', 't.article_id', 't.lang', 't.title', 't.status', 't.version', 't.source', 't.updated_at'])
		.select(['d.title as draft_title', 'd.written_at', 'd.publish_at'])
		.where('t.article_id', 'in', ids)
		.orderBy('t.lang')
		.execute();
