import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { publicationCancelled, publicationScheduled } from '../events.ts';
import { canWrite } from '../policy.ts';
import { type Based, lockAt, type Locked, lockTranslation, type TranslationRef } from './lock-translation.ts';
import { requirePublishable } from './needs.ts';
import { textToPublish } from './publish.ts';
import { openDraft } from './read-copy.ts';
import { writeDraft } from './save-draft.ts';

/**
 * Lets the working copy be published by itself, as it stands then. Again gives it another time. What a publication needs must be there already; throws
 * as `publish` does, and `invalid_input` for a time that is past.
 */
export async function schedulePublication(
	tx: Tx,
	actor: Actor,
	{ at, ...input }: Based & { at: Date },
): Promise<{ revision: number; at: string }> {
	authorise(canWrite(actor), actor);
	const translation = await lockAt(tx, input);
	const detail = 'The time is past.';
	if (at <= now(tx))
		throw problem('invalid_input', { detail, errors: [{ path: 'at', code: 'past', message: detail }] });
	await requirePublishable(tx, translation, await textToPublish(tx, translation));
	const revision = await ensureDraft(tx, actor, translation);
	await tx
		.updateTable('drafts')
		.set({ publish_at: at, scheduled_by: JSON.stringify(actorStamp(actor)), publish_problem: null })
		.where('translation_id', '=', translation.id)
		.execute();
	const payload = { article_id: translation.article_id, at: at.toISOString() };
	await record(tx, actor, publicationScheduled, { subject: translation.id, lang: translation.lang, payload });
	return { revision, at: at.toISOString() };
}

/** Throws `not_found` when nothing is scheduled. */
export async function cancelPublication(tx: Tx, actor: Actor, input: TranslationRef): Promise<void> {
	authorise(canWrite(actor), actor);
	const { id, lang, article_id } = await lockTranslation(tx, input);
	const cancelled = await tx
		.updateTable('drafts')
		.set({ publish_at: null, scheduled_by: null, publish_problem: null })
		.where('translation_id', '=', id)
		.where('publish_at', 'is not', null)
		.executeTakeFirst();
	if (cancelled.numUpdatedRows === 0n) throw problem('not_found', { detail: 'Nothing is scheduled.' });
	await record(tx, actor, publicationCancelled, { subject: id, lang, payload: { article_id } });
}

/** Of a text that is no working copy yet one is made, so that the time has a place. */
async function ensureDraft(tx: Tx, actor: Actor, translation: Locked): Promise<number> {
	if (await openDraft(tx, translation.id)) return translation.revision;
	if (translation.status === 'published')
		throw problem('conflict', { detail: 'Everything that was written is published already.' });
	const text = await textToPublish(tx, translation);
	return (await writeDraft(tx, actor, translation, text, undefined)).revision;
}
