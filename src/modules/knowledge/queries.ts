import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#core/db.ts';
import './tables.ts';

export type TranslationRow = Selectable<Tables['translations']>;
type CollectionCard = {
	external_id: string;
	parent: string | null;
	title: string;
	description: string;
	articles: number;
};
type ArticleCard = {
	id: string;
	article_id: string;
	lang: string;
	slug: string;
	title: string;
	updated_at: Date;
};
/** Which languages to try, best first: asked, same language in another script, the site's own. */
export type Preference = readonly string[];

/** All collections with the titles of the best language they have, and how many published articles each holds. */
export async function listCollections(db: Db, prefer: Preference): Promise<CollectionCard[]> {
	const rows = await db
		.selectFrom('collections as c')
		.leftJoin('collections as p', 'p.id', 'c.parent_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('collection_texts')
					.select(['title', 'description'])
					.whereRef('collection_id', '=', 'c.id')
					.orderBy(rank('lang', prefer))
					.limit(1)
					.as('t'),
			(join) => join.onTrue(),
		)
		.select((eb) => [
			'c.external_id',
			'p.external_id as parent',
			't.title',
			't.description',
			eb
				.selectFrom('articles as a')
				.whereRef('a.collection_id', '=', 'c.id')
				.where(hasPublished)
				.select((count) => count.fn.countAll<number>().as('n'))
				.as('articles'),
		])
		.orderBy('c.position')
		.orderBy('c.created_at')
		.limit(1_000)
		.execute();
	return rows.map((row) => ({
		...row,
		title: row.title ?? row.external_id,
		description: row.description ?? '',
		articles: row.articles ?? 0,
	}));
}

/** Published articles of a collection, each once, in the best language it has. */
export async function articlesOf(db: Db, collection: string, prefer: Preference, limit = 500): Promise<ArticleCard[]> {
	return inBestLanguage(db, prefer)
		.innerJoin('collections as c', 'c.id', 'a.collection_id')
		.select(['t.id', 't.article_id', 't.lang', 't.slug', 't.title', 't.updated_at'])
		.where('c.external_id', '=', collection)
		.orderBy('a.position')
		.orderBy('a.created_at')
		.limit(limit)
		.execute();
}

/** Published articles by id, in that order, each once and in the best language it has; unknown and unpublished ones are left out. */
export async function articleCards(db: Db, articleIds: readonly string[], prefer: Preference): Promise<ArticleCard[]> {
	if (articleIds.length === 0) return [];
	const cards = await inBestLanguage(db, prefer)
		.select(['t.id', 't.article_id', 't.lang', 't.slug', 't.title', 't.updated_at'])
		.where('a.id', 'in', articleIds)
		.execute();
	return cards.toSorted((a, b) => articleIds.indexOf(a.article_id) - articleIds.indexOf(b.article_id));
}

const inBestLanguage = (db: Db, prefer: Preference) =>
	db.selectFrom('articles as a').innerJoinLateral(
		(eb) => bestTranslation(eb, prefer),
		(join) => join.onTrue(),
	);

const bestTranslation = (eb: ExpressionBuilder<Tables & { a: Tables['articles'] }, 'a'>, prefer: Preference) =>
	eb
		.selectFrom('translations')
		.select(['id', 'article_id', 'lang', 'slug', 'title', 'updated_at'])
		.whereRef('article_id', '=', 'a.id')
		.where('status', '=', 'published')
		.orderBy(rank('lang', prefer))
		.orderBy('created_at')
		.limit(1)
		.as('t');

const hasPublished = sql<boolean>`exists (select from translations t where t.article_id = a.id and t.status = 'published')`;

/** Position in the preference; languages outside it come after. */
export const rank = (column: string, prefer: Preference) =>
	sql`coalesce(array_position(${[...prefer]}::text[], ${sql.ref(column)}), 1000)`;

/** The published languages of an article with their addresses, for `hreflang` and the language switch. */
export async function translationsOf(
	db: Db,
	articleId: string,
): Promise<{ lang: string; slug: string; title: string }[]> {
	return db
		.selectFrom('translations')
		.select(['lang', 'slug', 'title'])
		.where('status', '=', 'published')
		.where('article_id', '=', articleId)
		.orderBy('lang')
		.limit(50)
		.execute();
}

/** Where an article stands: its collection and that one's parent, outermost first. */
export async function pathOf(db: Db, articleId: string): Promise<string[]> {
	const row = await db
		.selectFrom('articles as a')
		.innerJoin('collections as c', 'c.id', 'a.collection_id')
		.leftJoin('collections as p', 'p.id', 'c.parent_id')
		.select(['c.external_id as own', 'p.external_id as parent'])
		.where('a.id', '=', articleId)
		.executeTakeFirst();
	return row ? [row.parent, row.own].filter((id) => id !== null) : [];
}

/** What is published in a language, each with its address and the external id of its collection, newest change first. */
export async function publishedAddresses(db: Db, { lang, limit }: { lang: string; limit: number }) {
	return db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.leftJoin('collections as c', 'c.id', 'a.collection_id')
		.select(['t.slug', 't.title', 'c.external_id as collection'])
		.where('t.status', '=', 'published')
		.where('t.lang', '=', lang)
		.orderBy('t.updated_at', 'desc')
		.limit(limit)
		.execute();
}

/** The slug of an article in the best language, by external id, for links written as `/articles/<external_id>`. */
export async function addressesByExternalId(db: Db, externalIds: readonly string[], prefer: Preference) {
	if (externalIds.length === 0) return [];
	return inBestLanguage(db, prefer)
		.select(['a.external_id', 't.lang', 't.slug', 't.title'])
		.where('a.external_id', 'in', externalIds)
		.execute();
}
