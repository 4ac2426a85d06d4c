import type { Db } from '#core/db.ts';
import { baseLang } from '#core/text/languages.ts';
import { storable } from '#core/text/storable.ts';
import { articleAddress } from './addresses.ts';
import { addresses, mapAddresses } from './body/map-addresses.ts';
import { type Labels, renderHtml } from './body/render-html.ts';
import type { Doc } from './body/types.ts';
import { stableLinks } from './links.ts';
import { pictureSizes } from './picture-sizes.ts';
import { type Preference, pathOf, rank, type TranslationRow, translationsOf } from './queries.ts';

type Attachment = { file_id: string; title: string; edition: string; name: string; mime: string; bytes: number };
export type Reading = {
	row: TranslationRow;
	/** All published languages of the article, this one too. */
	languages: { lang: string; slug: string; title: string }[];
	/** External ids of its collections, outermost first. */
	path: string[];
	attachments: Attachment[];
};

/** Same language in another script comes before the site's own: a reader of 繁體 reads 简体 rather than English. */
export function preferenceOf(lang: string, fallback: string): Preference {
	const sisters = baseLang(lang) === 'zh' ? ['zh-Hans', 'zh-Hant'] : [];
	return [...new Set([lang, ...sisters, fallback, 'en'])];
}

/**
 * What stands at an address, for a reader of `prefer[0]`. Only what is published. `movedTo` is the slug to go to instead: the address is an old
 * one, or belongs to another language while the article has the reader's.
 */
export async function readArticle(
	db: Db,
	slug: string,
	prefer: Preference,
): Promise<Reading | { movedTo: string; forGood: boolean } | undefined> {
	const found = await findSlug(db, storable(slug), prefer);
	if (!found) return undefined;
	const { row, moved } = found;
	const languages = await translationsOf(db, row.article_id);
	const own = row.lang === prefer[0] ? undefined : languages.find(({ lang }) => lang === prefer[0]);
	if (own) return { movedTo: own.slug, forGood: false };
	if (moved) return { movedTo: row.slug, forGood: true };
	return {
		row,
		languages,
		path: await pathOf(db, row.article_id),
		attachments: await attachmentsOf(db, row.id),
	};
}

/** The same slug may name different articles in different languages, and an old address may be in use again: the first in this order wins. */
async function findSlug(
	db: Db,
	slug: string,
	prefer: Preference,
): Promise<{ row: TranslationRow; moved: boolean } | undefined> {
	const row = await published(db)
		.where('t.slug', '=', slug)
		.orderBy(rank('t.lang', prefer))
		.limit(1)
		.executeTakeFirst();
	if (row && row.lang === prefer[0]) return { row, moved: false };
	const old = await published(db)
		.innerJoin('redirects as r', 'r.translation_id', 't.id')
		.where('r.slug', '=', slug)
		.orderBy(rank('r.lang', prefer))
		.limit(1)
		.executeTakeFirst();
	if (old && (!row || old.lang === prefer[0])) return { row: old, moved: true };
	return row && { row, moved: false };
}

const published = (db: Db) => db.selectFrom('translations as t').selectAll('t').where('t.status', '=', 'published');

function attachmentsOf(db: Db, translationId: string): Promise<Attachment[]> {
	return db
		.selectFrom('attachments as a')
		.innerJoin('files as f', 'f.id', 'a.file_id')
		.select(['a.file_id', 'a.title', 'a.edition', 'f.name', 'f.mime', 'f.bytes'])
		.where('a.translation_id', '=', translationId)
		.orderBy('a.position')
		.limit(100)
		.execute();
}

type ReadableOptions = { lang: string; pageLang: string; labels: Labels; prefer: Preference; base?: string };

/** The body for a page in `pageLang`: links to other articles lead to the reader's language and stay within it, links to nothing published go. */
export async function readableHtml(
	db: Db,
	body: Doc,
	{ pageLang, prefer, ...options }: ReadableOptions,
): Promise<string> {
	const named = addresses(body);
	const [links, sizeOf] = await Promise.all([stableLinks(db, named, prefer), pictureSizes(db, named)]);
	const linked = mapAddresses(body, (address) => {
		const target = links(address) ?? '';
		return target === address || target === '' ? target : withinLang(target, pageLang);
	});
	return renderHtml(linked, { ...options, sizeOf });
}

/** An article of another language keeps its slug but is shown among pages of the reader's. */
export const withinLang = (path: string, pageLang: string) => path.replace(/^\/[^/]+/, `/${pageLang}`);

/** Newest published articles, each once, in the best language it has. */
export async function recentArticles(db: Db, prefer: Preference, limit: number) {
	const rows = await db
		.selectFrom('translations as t')
		.distinctOn('t.article_id')
		.select(['t.id', 't.article_id', 't.lang', 't.slug', 't.title', 't.updated_at'])
		.where('t.status', '=', 'published')
		.where('t.article_id', 'in', (eb) =>
			eb
				.selectFrom('translations as n')
				.select('n.article_id')
				.where('n.status', '=', 'published')
				.groupBy('n.article_id')
				.orderBy((order) => order.fn.max('n.updated_at'), 'desc')
				.limit(limit),
		)
		.orderBy('t.article_id')
		.orderBy(rank('t.lang', prefer))
		.execute();
	return rows.toSorted((a, b) => b.updated_at.getTime() - a.updated_at.getTime());
}

/** Addresses for a sitemap: one part of at most `size`, in a steady order. */
export async function sitemapPart(
	db: Db,
	part: number,
	size: number,
): Promise<{ path: string; lang: string; updated_at: Date }[]> {
	const rows = await db
		.selectFrom('translations')
		.select(['lang', 'slug', 'updated_at'])
		.where('status', '=', 'published')
		.orderBy('id')
		.offset(part * size)
		.limit(size)
		.execute();
	return rows.map((row) => ({ path: articleAddress(row), lang: row.lang, updated_at: row.updated_at }));
}

export async function countPublished(db: Db): Promise<number> {
	const { n } = await db
		.selectFrom('translations')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('status', '=', 'published')
		.executeTakeFirstOrThrow();
	return n;
}

/** Published texts in one language, newest change first, with their bodies; for feeds. */
export async function articlesIn(
	db: Db,
	{ lang, collection, limit }: { lang: string; collection?: string; limit: number },
) {
	let query = db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(['t.id', 't.lang', 't.slug', 't.title', 't.body', 't.updated_at'])
		.where('t.status', '=', 'published')
		.where('t.lang', '=', lang);
	if (collection)
		query = query.where('a.collection_id', 'in', (eb) =>
			eb
				.selectFrom('collections as c')
				.leftJoin('collections as p', 'p.id', 'c.parent_id')
				.select('c.id')
				.where((or) => or.or([or('c.external_id', '=', collection), or('p.external_id', '=', collection)])),
		);
	return query.orderBy('t.updated_at', 'desc').limit(limit).execute();
}
