import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Storage } from '#core/files/storage.ts';
import { problem } from '#core/errors.ts';
import { toMarkdown } from './body/to-markdown.ts';
import type { CollectionInput } from './formats/article-input.ts';
import type { ExportedArticle, ExportedFile } from './formats/export-zip.ts';
import { fileAddress, filesNamedIn } from './import-files.ts';
import { isKept } from './organise/is-kept.ts';
import { canReadDrafts } from './policy.ts';
import type { TranslationRow } from './queries.ts';
import { slugify } from './slug.ts';
import type { Attachment } from './tables.ts';
import './tables.ts';
import { attachmentsOf } from './writing/read-copy.ts';
import type { DraftText } from './writing/save-draft.ts';

const BATCH = 50;

/** Everything in all states but the trash as a Markdown zip that imports again without loss. Streams; nothing is held in memory but a batch. */
export async function exportKnowledge(
	{ db, storage }: { db: Db; storage: Storage },
	actor: Actor,
	{ onProgress }: { onProgress?: (done: number) => Promise<void> } = {},
): Promise<Readable> {
	authorise(canReadDrafts(actor), actor);
	const { exportZip } = await import('./formats/export-zip.ts');
	return exportZip(exportedArticles(db, storage, onProgress), await exportedCollections(db));
}

async function exportedCollections(db: Db): Promise<CollectionInput[]> {
	const rows = await db
		.selectFrom('collections as c')
		.leftJoin('collections as p', 'p.id', 'c.parent_id')
		.select(['c.id', 'c.external_id', 'c.position', 'p.external_id as parent'])
		.orderBy('c.position')
		.execute();
	const texts = await db.selectFrom('collection_texts').selectAll().orderBy('lang').execute();
	return rows.map(({ id, external_id, position, parent }) => ({
		external_id,
		...(parent !== null && { parent }),
		position,
		texts: texts
			.filter((text) => text.collection_id === id)
			.map(({ lang, title, description }) => ({ lang, title, description })),
	}));
}

async function* exportedArticles(
	db: Db,
	storage: Storage,
	onProgress?: (done: number) => Promise<void>,
): AsyncGenerator<ExportedArticle> {
	let after = '00000000-0000-0000-0000-000000000000';
	for (let done = 0; ;) {
		const rows = await page(db, after);
		const last = rows.at(-1);
		if (!last) return;
		for (const row of rows) if (saysSomething(row)) yield await exported(db, storage, row);
		after = last.id;
		done += rows.length;
		await onProgress?.(done);
	}
}

/** What was never published is exported as it is being written; an article of which there is nothing yet could not be imported again. */
const saysSomething = ({ title, questions, body }: Row): boolean =>
	title !== '' || questions.length > 0 || body.content.length > 0;

type Row = Omit<TranslationRow, 'slug'> & {
	external_id: string;
	collection: string | null;
	slug: string | null;
	/** Only of working copies; what readers see has its own rows. */
	attachments?: Attachment[];
};

const page = async (db: Db, after: string): Promise<Row[]> => {
	const rows = await pageOfRows(db, after);
	return rows.map(({ working_copy, ...row }) => ({ ...row, ...working_copy }));
};

const pageOfRows = (db: Db, after: string) =>
	db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.leftJoin('collections as c', 'c.id', 'a.collection_id')
		.selectAll('t')
		.leftJoin('drafts as d', (join) =>
			join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null).on('t.version', '=', 0),
		)
		.select(['a.external_id', 'c.external_id as collection'])
		.select(
			sql<DraftText | null>`
				case when d.title is not null then jsonb_build_object(
					'title', d.title, 'slug', d.slug, 'body', d.body, 'questions', d.questions, 'attachments', d.attachments
				) end`.as('working_copy'),
		)
		.where('t.id', '>', after)
		.where(isKept)
		.orderBy('t.id')
		.limit(BATCH)
		.execute();

async function exported(db: Db, storage: Storage, row: Row): Promise<ExportedArticle> {
	const { external_id, lang, title, version, collection, status, questions, checked_at } = row;
	const body = toMarkdown(row.body);
	const attachments = row.attachments ?? (await attachmentsOf(db, row.id));
	const files = await filesOf(db, storage, [...filesNamedIn(body), ...attachments.map(({ file_id }) => file_id)]);
	return {
		external_id,
		lang,
		title,
		// One that was never published has no address yet.
		slug: row.slug === null || version === 0 ? slugify(row.slug ?? title) : row.slug,
		status,
		questions,
		body,
		...(collection !== null && { collection }),
		...(checked_at !== null && { checked_at }),
		...(attachments.length > 0 && { attachments: attachments.map(asExported) }),
		files,
	};
}

const asExported = ({ file_id, title, edition }: Attachment) => ({
	file: fileAddress(file_id, ''),
	title,
	...(edition && { edition }),
});

/** Also those of other translations: one that was made from its source shows the source's pictures. */
async function filesOf(db: Db, storage: Storage, ids: readonly string[]): Promise<ExportedFile[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('files')
		.select(['id', 'name', 'storage_key'])
		.where('owner_type', '=', 'translation')
		.where('id', 'in', ids)
		.execute();
	return rows.map(({ id, name, storage_key }) => ({ id, name, open: () => contentOf(storage, storage_key) }));
}

async function contentOf(storage: Storage, key: string): Promise<Readable> {
	const opened = await storage.open(key);
	if (!opened) throw problem('unavailable', { detail: 'A stored file is gone; the export would not be whole.' });
	return opened.stream();
}
