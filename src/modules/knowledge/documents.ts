import type { Db } from '#core/db.ts';
import { passages } from './body/passages.ts';
import type { SearchDocument } from './search/types.ts';
import type { TranslationRow } from './queries.ts';
import './tables.ts';

/** Small, because the event loop reads and takes apart a whole batch before it sees to anybody else. */
const BATCH = 50;

/** Every published translation as the index takes it in, in batches. */
export async function* searchDocuments(db: Db): AsyncGenerator<SearchDocument[]> {
	let after = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const rows = await published(db).where('id', '>', after).orderBy('id').limit(BATCH).execute();
		const last = rows.at(-1);
		if (!last) return;
		yield rows.map(searchDocument);
		after = last.id;
	}
}

/** Those of the given translations that are published. */
export async function documentsById(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
	const rows = await published(db).where('id', 'in', ids).execute();
	return rows.map(searchDocument);
}

const published = (db: Db) =>
	db
		.selectFrom('translations')
		.select(['id', 'article_id', 'lang', 'title', 'questions', 'body'])
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
