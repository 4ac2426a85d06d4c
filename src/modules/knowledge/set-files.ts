import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { attachFile, releaseFiles } from '#core/files/attach-file.ts';
import type { Attachment } from './tables.ts';

type FileUse = {
	files: string[];
	attachments: Attachment[] | undefined;
	isDraft: boolean;
};

/**
 * Gives a translation the files its text shows and its downloads. A draft adds its own and takes none away that readers still see; what another
 * translation of the article shows, or a working copy, stays too.
 */
export async function setFiles(
	tx: Tx,
	actor: Actor,
	translationId: string,
	{ files, attachments, isDraft }: FileUse,
): Promise<void> {
	const owner = { type: 'translation', id: translationId };
	for (const id of files) await attachFile(tx, actor, id, owner);
	if (isDraft) return;
	if (attachments) await setAttachments(tx, translationId, attachments);
	const downloads = await tx
		.selectFrom('attachments')
		.select('file_id')
		.where('translation_id', '=', translationId)
		.execute();
	const used = new Set([...files, ...downloads.map((row) => row.file_id)]);
	for (const id of await unusedFiles(tx, translationId, used)) await releaseFiles(tx, owner, id);
}

/** Of the files that a text names those that are not another translation's of the article: what was made from its source shows the source's pictures. */
export async function withoutSiblings(
	tx: Tx,
	files: readonly string[],
	{ article_id, lang }: { article_id: string; lang: string },
): Promise<string[]> {
	if (files.length === 0) return [];
	const rows = await tx
		.selectFrom('files as f')
		.innerJoin('translations as t', 't.id', 'f.owner_id')
		.select('f.id')
		.where('f.owner_type', '=', 'translation')
		.where('f.id', 'in', files)
		.where('t.article_id', '=', article_id)
		.where('t.lang', '!=', lang)
		.execute();
	const theirs = new Set(rows.map(({ id }) => id));
	return files.filter((id) => !theirs.has(id));
}

async function unusedFiles(tx: Tx, translationId: string, used: ReadonlySet<string>): Promise<string[]> {
	const had = await tx
		.selectFrom('files')
		.select('id')
		.where('owner_type', '=', 'translation')
		.where('owner_id', '=', translationId)
		.execute();
	const unused = had.map(({ id }) => id).filter((id) => !used.has(id));
	if (unused.length === 0) return [];
	const { rows } = await sql<{ id: string }>`
		select file.id from unnest(${unused}::uuid[]) as file(id) where not exists (
			select from translations own
			join translations t on t.article_id = own.article_id
			left join drafts d on d.translation_id = t.id
			left join attachments x on x.translation_id = t.id and x.file_id = file.id
			where own.id = ${translationId} and (
				(t.id <> own.id and (x.file_id is not null or strpos(t.body::text, file.id::text) > 0)) or strpos(t.draft::text, file.id::text) > 0
				or strpos(d.body::text, file.id::text) > 0 or strpos(d.attachments::text, file.id::text) > 0
			)
		)`.execute(tx);
	return rows.map(({ id }) => id);
}

async function setAttachments(
	tx: Tx,
	translation_id: string,
	attachments: NonNullable<FileUse['attachments']>,
): Promise<void> {
	await tx.deleteFrom('attachments').where('translation_id', '=', translation_id).execute();
	if (attachments.length === 0) return;
	await tx
		.insertInto('attachments')
		.values(attachments.map((attachment, position) => ({ ...attachment, translation_id, position })))
		.execute();
}
