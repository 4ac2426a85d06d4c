import type { Db } from '#core/db.ts';
import { passages } from './body/passages.ts';
import type { SearchDocument } from './search/types.ts';
import type { TranslationRow } from './queries.ts';
import './tables.ts';

const BATCH = 100;

/** Every published translation as the index takes it in, in batches; after the first `whole` of them without their text, which is not read then. */
export async function* searchDocuments(db: Db, { whole = Infinity } = {}): AsyncGenerator<SearchDocument[]> {
	let after = '00000000-0000-0000-0000-000000000000';
	for (let read = 0; ; read += BATCH) {
		const next = published(db).where('id', '>', after).orderBy('id').limit(BATCH);
		const batch =
			read < whole
				? (await next.select('body').execute()).map(searchDocument)
				: (await next.execute()).map((row) => searchDocument({ ...row, body: { type: 'doc', content: [] } }));
		const last = batch.at(-1);
		if (!last) return;
		yield batch;
		after = last.id;
	}
}

/** Those of the given translations that are published. */
export async function documentsById(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
	const rows = await published(db).select('body').where('id', 'in', ids).execute();
	return rows.map(searchDocument);
}

const published = (db: Db) =>
	db
		.selectFrom('translations')
		.select(['id', 'article_id', 'lang', 'title', 'questions'])
		.where('status', '=', 'published');

type Row = Pick<TranslationRow, 'id' | 'article_id' | 'lang' | 'title' | 'questions' | 'body'>;

function searchDocument({ id, article_id, lang, title, questions, body }: Row): SearchDocument {
	const sections = passages(body, title);
	return {
		id,
		articleId: article_id,
		lang,
		title,
		questions,
		passages: sections.map(({ anchor, heading, text }) => ({ anchor, heading, text })),
	};
}
