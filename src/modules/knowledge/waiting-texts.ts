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
	act: PublishingAct;
};

/** `publish`: working copies, from the page of an article; the others are acts on many, by which the newest versions are published. */
export const PUBLISHING_ACTS = ['publish', 'set_status', 'unarchive', 'restore'] as const;
export type PublishingAct = (typeof PUBLISHING_ACTS)[number];

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

/** In the archive is what nobody means to publish, unless they name it. What was never written has no text yet. */
function waiting(db: Db, batch: Batch | undefined) {
	const unseen = texts(db, batch)
		.leftJoin('trashings as x', 'x.article_id', 't.article_id')
		.where((eb) => eb.or([eb('d.translation_id', 'is not', null), eb('t.version', '>', 0)]))
		.where((eb) => eb.or([eb('d.translation_id', 'is not', null), eb('t.status', '!=', 'published')]))
		.where(batch?.act === 'restore' ? wasPublished.restore : sql<boolean>`x.article_id is null`);
	if (!batch) return unseen.where('t.status', '!=', 'archived');
	const named = unseen
		.where('t.article_id', '=', sql<string>`any(${[...batch.articles]}::uuid[])`)
		.$if(batch.act === 'unarchive', (some) => some.where(wasPublished.unarchive));
	return batch.lang ? named.where('t.lang', '=', batch.lang) : named;
}

/** What comes back is published again if it was before. */
const wasPublished = {
	restore: sql<boolean>`x.statuses ->> t.id::text = 'published'`,
	unarchive: sql<boolean>`t.status = 'archived' and (
		select v.status from translation_versions v
		where v.translation_id = t.id and v.status <> 'archived' and not v.is_working_copy order by v.version desc limit 1
	) = 'published'`,
};

const texts = (db: Db, batch: Batch | undefined) =>
	db.selectFrom('translations as t').leftJoin('drafts as d', (join) =>
		join
			.onRef('d.translation_id', '=', 't.id')
			.on('d.discarded_at', 'is', null)
			.on((eb) => eb.val((batch?.act ?? 'publish') === 'publish')),
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
