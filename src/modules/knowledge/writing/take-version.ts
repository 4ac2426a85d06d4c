import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import { draftRow, keepDraft } from './keep-draft.ts';
import { type Based, lockAt } from './lock-translation.ts';
import { attachmentsOf } from './read-copy.ts';
import { type Saved, writeDraft } from './save-draft.ts';

/**
 * Makes title, text and questions of an old version the working copy, with the address and the downloads that there are now; what was a working copy before
 * goes into the history. Customers see nothing of it before it is published. Throws `not_found` and, over newer writing, `conflict`.
 */
export async function takeVersion(
	tx: Tx,
	actor: Actor,
	{ version, ...input }: Based & { version: number },
): Promise<Saved> {
	authorise(canWrite(actor), actor);
	const translation = await lockAt(tx, input);
	const old = await tx
		.selectFrom('translation_versions')
		.select(['title', 'body', 'questions'])
		.where('translation_id', '=', translation.id)
		.where('version', '=', version)
		.executeTakeFirst();
	if (!old) throw problem('not_found', { detail: `There is no version ${version}.` });
	const before = await draftRow(tx, translation.id);
	const kept = before ? await keepDraft(tx, actor, translation, before) : null;
	const slug = before ? before.slug : translation.version === 0 ? null : translation.slug;
	const attachments = before?.attachments ?? (await attachmentsOf(tx, translation.id));
	return { ...(await writeDraft(tx, actor, translation, { ...old, slug, attachments }, undefined)), kept };
}
