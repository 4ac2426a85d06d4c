import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Storage } from '#core/files/storage.ts';
import { problem } from '#core/errors.ts';
import { toMarkdown } from './body/to-markdown.ts';
import type { CollectionInput } from './formats/article-input.ts';
import type { ExportedArticle, ExportedFile } from './formats/export-zip.ts';
import { fileAddress } from './import-files.ts';
import { isKept } from './organise/is-kept.ts';
import { canReadDrafts } from './policy.ts';
import type { TranslationRow } from './queries.ts';
import { slugify } from './slug.ts';
import './tables.ts';

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
const saysSomething = ({ title, questions, body }: TranslationRow): boolean =>
	title !== '' || questions.length > 0 || body.content.length > 0;

const page = async (db: Db, after: string) => {
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
			sql<Pick<TranslationRow, 'title' | 'body' | 'questions'> | null>`
				case when d.title is not null then jsonb_build_object('title', d.title, 'body', d.body, 'questions', d.questions) end`.as(
				'working_copy',
			),
		)
		.where('t.id', '>', after)
		.where(isKept)
		.orderBy('t.id')
		.limit(BATCH)
		.execute();

async function exported(
	db: Db,
	storage: Storage,
	row: TranslationRow & { external_id: string; collection: string | null },
): Promise<ExportedArticle> {
	const { external_id, lang, title, version, collection, status, questions, checked_at } = row;
	const files = await filesOf(db, storage, row.id);
	const attachments = await attachmentsOf(db, row.id);
	return {
		external_id,
		lang,
		title,
		// One that was never published has no address yet.
		slug: version === 0 ? slugify(title) : row.slug,
		status,
		questions,
		body: toMarkdown(row.body),
		...(collection !== null && { collection }),
		...(checked_at !== null && { checked_at }),
		...(attachments.length > 0 && { attachments }),
		files,
	};
}

async function filesOf(db: Db, storage: Storage, translationId: string): Promise<ExportedFile[]> {
	const rows = await db
		.selectFrom('files')
		.select(['id', 'name', 'storage_key'])
		.where('owner_type', '=', 'translation')
		.where('owner_id', '=', translationId)
		.execute();
	return rows.map(({ id, name, storage_key }) => ({
		address: fileAddress(id, name),
		name,
		open: () => contentOf(storage, storage_key),
	}));
}

async function contentOf(storage: Storage, key: string): Promise<Readable> {
	const opened = await storage.open(key);
	if (!opened) throw problem('unavailable', { detail: 'A stored file is gone; the export would not be whole.' });
	return opened.stream();
}

async function attachmentsOf(db: Db, translationId: string) {
	const rows = await db
		.selectFrom('attachments as x')
		.innerJoin('files as f', 'f.id', 'x.file_id')
		.select(['f.id', 'f.name', 'x.title', 'x.edition'])
		.where('x.translation_id', '=', translationId)
		.orderBy('x.position')
		.execute();
	return rows.map(({ id, name, title, edition }) => ({
		file: fileAddress(id, name),
		title,
		...(edition && { edition }),
	}));
}
