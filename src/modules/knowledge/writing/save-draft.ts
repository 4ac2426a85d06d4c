import { createHash } from 'node:crypto';
import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { attachUploads } from '#core/files/attach-file.ts';
import { now } from '#core/transaction.ts';
import { canonicalJson } from '../body/canonical.ts';
import type { Doc } from '../body/types.ts';
import { draftBegun } from '../events.ts';
import { filesNamedIn } from '../import-files.ts';
import { canWrite } from '../policy.ts';
import type { Attachment } from '../tables.ts';
import { beginsAnew, type Draft, draftRow, keepDraft } from './keep-draft.ts';
import { type Based, type Locked, lockTranslation, nextRevision, refuseStale } from './lock-translation.ts';

export type DraftText = {
	title: string;
	slug: string | null;
	body: Doc;
	questions: string[];
	attachments: Attachment[];
};

/** `kept`: the version under which the text of whoever wrote before is in the history now. */
export type Saved = { revision: number; has_draft: true; written_at: string; kept: number | null };

/**
 * Writes the working copy of a translation, whatever its status; nothing of it is public. Throws `conflict` with how the text stands when it was based
 * on an older one; what says exactly the same as the working copy is taken, so that a save whose reply was lost may be repeated.
 */
export async function saveDraft(tx: Tx, actor: Actor, { revision, ...input }: Based & DraftText): Promise<Saved> {
	authorise(canWrite(actor), actor);
	const translation = await lockTranslation(tx, input);
	const before = await draftRow(tx, translation.id);
	if (before && !before.discarded_at && before.content_hash === draftHash(input))
		return saved(translation.revision, before.written_at, null);
	await refuseStale(tx, translation, revision);
	return writeDraft(tx, actor, translation, input, before);
}

/** Puts the text into the working copy; what it takes the place of is kept where that is worth it. The caller holds the translation's lock. */
export async function writeDraft(
	tx: Tx,
	actor: Actor,
	translation: Locked,
	text: DraftText,
	before: Draft | undefined,
): Promise<Saved> {
	const isNew = !before || beginsAnew(before, actor, now(tx));
	const kept = before && isNew ? await keepDraft(tx, actor, translation, before) : null;
	await putRow(tx, actor, translation, text);
	const used = [...filesNamedIn(JSON.stringify(text.body)), ...text.attachments.map(({ file_id }) => file_id)];
	await attachUploads(tx, actor, used, { type: 'translation', id: translation.id });
	if (isNew)
		await record(tx, actor, draftBegun, {
			subject: translation.id,
			lang: translation.lang,
			payload: { article_id: translation.article_id, based_on: translation.version },
		});
	return saved(await nextRevision(tx, translation.id), now(tx), kept);
}

const saved = (revision: number, at: Date, kept: number | null): Saved => ({
	revision,
	has_draft: true,
	written_at: at.toISOString(),
	kept,
});

/** Block ids count: a text whose blocks have other ids merges otherwise. */
const draftHash = ({ title, slug, body, questions, attachments }: DraftText): string =>
	createHash('sha256')
		.update(canonicalJson([title, slug, body, questions, attachments]))
		.digest('base64url');

async function putRow(tx: Tx, actor: Actor, translation: Locked, text: DraftText): Promise<void> {
	const row = {
		based_on: translation.version,
		title: text.title,
		slug: text.slug,
		body: JSON.stringify(text.body),
		questions: JSON.stringify(text.questions),
		attachments: JSON.stringify(text.attachments),
		content_hash: draftHash(text),
		written_by: JSON.stringify(actorStamp(actor)),
		written_at: now(tx),
		discarded_at: null,
		discarded_by: null,
	};
	await tx
		.insertInto('drafts')
		.values({ translation_id: translation.id, ...row })
		.onConflict((oc) => oc.column('translation_id').doUpdateSet(row))
		.execute();
}
