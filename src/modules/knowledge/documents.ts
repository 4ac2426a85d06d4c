import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { baseLang } from '#core/text/languages.ts';
import { type Passage, passages, passageText } from './body/passages.ts';
import type { Doc } from './body/types.ts';
import { recordFor } from './cards.ts';
import type { SearchDocument, ShownDocument } from './search/types.ts';
import './tables.ts';

const BATCH = 100;

/** The tags that anything is published under, those of one base language together, the language with most text first. */
export async function publishedLanguages(db: Db): Promise<string[][]> {
	const rows = await db
		.selectFrom('translations')
		.select(['lang', sql<string>`sum(pg_column_size(body))`.as('size')])
		.where('status', '=', 'published')
		.groupBy('lang')
		.execute();
	const groups = Map.groupBy(rows, ({ lang }) => baseLang(lang));
	const sizeOf = (group: typeof rows) => group.reduce((sum, { size }) => sum + Number(size), 0);
	const sorted = [...groups.values()].toSorted((a, b) => sizeOf(b) - sizeOf(a));
	return sorted.map((group) => group.map(({ lang }) => lang));
}

/** Every published translation in these languages as the index takes it in, in batches. */
export async function* shownDocuments(db: Db, langs: readonly string[]): AsyncGenerator<ShownDocument[]> {
	const inThem = published(db).where('t.lang', 'in', langs).limit(BATCH);
	for await (const rows of batches((after) => inThem.where('t.id', '>', after).execute()))
		yield rows.map(shownDocument);
}

/** Those of the given translations that are published. */
export async function documentsById(db: Db, ids: readonly string[]): Promise<ShownDocument[]> {
	const rows = await published(db).where('t.id', 'in', ids).execute();
	return rows.map(shownDocument);
}

/** Titles and example questions of every published translation, in batches; their text is not read. */
export async function* askedDocuments(db: Db): AsyncGenerator<SearchDocument[]> {
	const some = translations(db).limit(BATCH);
	for await (const rows of batches((after) => some.where('t.id', '>', after).execute()))
		yield rows.map((row) => searchDocument(row, []));
}

const translations = (db: Db) =>
	db
		.selectFrom('translations as t')
		.select(['t.id', 't.article_id', 't.lang', 't.title', 't.questions'])
		.where('t.status', '=', 'published')
		.orderBy('t.id');

const published = (db: Db) =>
	translations(db).innerJoin('articles as a', 'a.id', 't.article_id').select(['a.external_id', 't.slug', 't.body']);

type Searched = { id: string; article_id: string; lang: string; title: string; questions: string[] };
type Shown = Searched & { external_id: string; slug: string; body: Doc };

async function* batches<Row extends { id: string }>(next: (after: string) => Promise<Row[]>): AsyncGenerator<Row[]> {
	for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
		const rows = await next(after);
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		after = last.id;
	}
}

function shownDocument({ body, external_id, slug, ...searched }: Shown): ShownDocument {
	const sections = passages(body, searched.title);
	return { ...searchDocument(searched, sections), externalId: external_id, slug, record: recordFor(sections) };
}

export function searchDocument(
	{ id, article_id, lang, title, questions }: Searched,
	sections: Passage[],
): SearchDocument {
	return {
		id,
		articleId: article_id,
		lang,
		title,
		questions,
		passages: sections.map((section) => ({
			heading: section.heading,
			text: passageText(section),
		})),
	};
}
