import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { passages } from './body/passages.ts';
import { searchDocument } from './documents.ts';
import type { SearchDocument } from './search/types.ts';
import './tables.ts';

/** What is about to be published. */
export type Batch = {
	/** Ids of articles. */
	articles: readonly string[];
	/** One language of them, or all. */
	lang?: string | undefined;
	/** Whether working copies are published, as on the page of an article; else the newest versions, as by an act on many. */
	copies: boolean;
};

/** More are too many to try out together. */
const MOST = 1_000;
/** Read and taken apart at once. */
const A_FEW = 25;

/**
 * The texts that wait for being published, or those of a batch, as the index would take them in. `waiting`: how many there are, of which those written last
 * are given.
 */
export async function waitingTexts(db: Db, batch?: Batch): Promise<{ documents: SearchDocument[]; waiting: number }> {
	const found = await waiting(db, batch)
		.select(['t.id', sql<number>`count(*) over ()`.as('waiting')])
		.orderBy((eb) => eb.fn.coalesce('d.written_at', 't.updated_at'), 'desc')
		.limit(MOST)
		.execute();
	const documents: SearchDocument[] = [];
	for (let from = 0; from < found.length; from += A_FEW) {
		const some = found.slice(from, from + A_FEW).map(({ id }) => id);
		documents.push(...(await documentsOf(db, some, batch)));
	}
	return { documents, waiting: found[0]?.waiting ?? 0 };
}

/** In the archive is what nobody means to publish, unless they name it; the trash is not published from. What was never written has no text yet. */
function waiting(db: Db, batch: Batch | undefined) {
	const unseen = texts(db, batch)
		.where((eb) => eb.or([eb('d.translation_id', 'is not', null), eb('t.version', '>', 0)]))
		.where((eb) => eb.or([eb('d.translation_id', 'is not', null), eb('t.status', '!=', 'published')]))
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('trashings as x').select('x.at').whereRef('x.article_id', '=', 't.article_id'))),
		);
	if (!batch) return unseen.where('t.status', '!=', 'archived');
	const named = unseen.where('t.article_id', '=', sql<string>`any(${[...batch.articles]}::uuid[])`);
	return batch.lang ? named.where('t.lang', '=', batch.lang) : named;
}

const texts = (db: Db, batch: Batch | undefined) =>
	db.selectFrom('translations as t').leftJoin('drafts as d', (join) =>
		join
			.onRef('d.translation_id', '=', 't.id')
			.on('d.discarded_at', 'is', null)
			.on((eb) => eb.val(batch?.copies ?? true)),
	);

async function documentsOf(db: Db, ids: readonly string[], batch: Batch | undefined): Promise<SearchDocument[]> {
	const rows = await texts(db, batch)
		.select((eb) => [
			't.id',
			't.article_id',
			't.lang',
			eb.fn.coalesce('d.title', 't.title').as('title'),
			eb.fn.coalesce('d.questions', 't.questions').as('questions'),
			eb.fn.coalesce('d.body', 't.body').as('body'),
		])
		.where('t.id', 'in', ids)
		.execute();
	return rows.map(({ body, ...searched }) => searchDocument(searched, passages(body, searched.title)));
}
