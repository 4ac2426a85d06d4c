import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import { makeWay } from './keep-draft.ts';
import { type Based, lockAt, type Locked } from './lock-translation.ts';
import { attachmentsOf } from './read-copy.ts';
import { type Saved, writeDraft } from './save-draft.ts';

/**
 * Makes title, text and questions of an old version the working copy, with the address and the downloads that there are now; one that was a working copy
 * itself comes back with its own. What was a working copy before goes into the history. Customers see nothing of it before it is published. Throws
 * `not_found` and, over newer writing, `conflict`.
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
		.select(['title', 'slug', 'body', 'questions', 'attachments', 'is_working_copy'])
		.where('translation_id', '=', translation.id)
		.where('version', '=', version)
		.executeTakeFirst();
	if (!old) throw problem('not_found', { detail: `There is no version ${version}.` });
	const { open, kept } = await makeWay(tx, actor, translation);
	const { title, body, questions } = old;
	const { slug } = old.is_working_copy ? old : (open ?? translation);
	const attachments = old.attachments ?? open?.attachments ?? (await attachmentsOf(tx, translation.id));
	const text = { title, slug: wishedSlug(translation, slug), body, questions, attachments };
	return { ...(await writeDraft(tx, actor, translation, text, undefined)), kept };
}

/** What was never published stands at its id, which nobody wished for. */
const wishedSlug = ({ id }: Locked, slug: string | null) => (slug === id ? null : slug);
