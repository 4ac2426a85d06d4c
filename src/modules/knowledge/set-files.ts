import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { attachFile, releaseFiles } from '#core/files/attach-file.ts';
import './tables.ts';

type FileUse = {
	files: string[];
	attachments: { file_id: string; title: string; edition: string }[] | undefined;
	isDraft: boolean;
};

/** Gives a translation the files its text shows and its downloads. A draft adds its own and takes none away that readers still see. */
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
	const had = await tx
		.selectFrom('files')
		.select('id')
		.where('owner_type', '=', owner.type)
		.where('owner_id', '=', owner.id)
		.execute();
	for (const { id } of had) if (!used.has(id)) await releaseFiles(tx, owner, id);
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
