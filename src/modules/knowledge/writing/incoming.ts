import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { incomingDismissed, incomingReturned, incomingTaken } from '../events.ts';
import { canReadDrafts, canWrite } from '../policy.ts';
import '../tables.ts';
import { makeWay } from './keep-draft.ts';
import { type Based, lockAt, lockTranslation, type TranslationRef } from './lock-translation.ts';
import { attachmentsOf, type ShownText, withAddresses } from './read-copy.ts';
import { type DraftText, type Saved, writeDraft } from './save-draft.ts';

/** What an import brought after a person had changed the text. Throws `not_found` when nothing waits. */
export async function readIncoming(
	db: Db,
	actor: Actor,
	{ article_id, lang }: TranslationRef,
): Promise<ShownText & { at: string }> {
	authorise(canReadDrafts(actor), actor);
	const row = await db
		.selectFrom('translations')
		.select(['id', 'draft'])
		.where('article_id', '=', article_id)
		.where('lang', '=', lang)
		.executeTakeFirst();
	if (!row?.draft) throw nothingWaits();
	const { title, slug, body, questions, attachments = await attachmentsOf(db, row.id), at } = row.draft;
	return { at, title, slug, body, questions, attachments: await withAddresses(db, attachments) };
}

/** `at`: when what was read had come. Over what came since both throw `conflict`: nobody has seen that. */
type Seen = { at: string };

/** Makes it the working copy; what was one before goes into the history. */
export async function takeIncoming(tx: Tx, actor: Actor, { at, ...input }: Based & Seen): Promise<Saved> {
	authorise(canWrite(actor), actor);
	const translation = await lockAt(tx, input);
	const incoming = await clear(tx, translation.id, at);
	const { kept } = await makeWay(tx, actor, translation);
	const { title, slug, body, questions, attachments = await attachmentsOf(tx, translation.id) } = incoming;
	const saved = await writeDraft(tx, actor, translation, { title, slug, body, questions, attachments }, undefined);
	const payload = { article_id: translation.article_id };
	await record(tx, actor, incomingTaken, { subject: translation.id, lang: translation.lang, payload });
	return { ...saved, kept };
}

/** Leaves the text as it is. The same import brings it no more. */
export async function dismissIncoming(tx: Tx, actor: Actor, { at, ...input }: TranslationRef & Seen): Promise<void> {
	authorise(canWrite(actor), actor);
	const { id, lang, article_id } = await lockTranslation(tx, input);
	await clear(tx, id, at);
	await record(tx, actor, incomingDismissed, { subject: id, lang, payload: { article_id } });
}

/** Undoes `dismissIncoming`, or half of `takeIncoming`, with the text that waited. Throws `conflict` when something else came meanwhile. */
export async function returnIncoming(
	tx: Tx,
	actor: Actor,
	{ at, title, slug, body, questions, attachments, ...ref }: TranslationRef & DraftText & { at: string },
): Promise<void> {
	authorise(canWrite(actor), actor);
	const translation = await lockTranslation(tx, ref);
	const text = { title, slug: slug ?? translation.slug, body, questions, attachments };
	const returned = await tx
		.updateTable('translations')
		.set({ draft: JSON.stringify({ ...text, source: 'import', at }) })
		.where('id', '=', translation.id)
		.where('draft', 'is', null)
		.executeTakeFirst();
	if (returned.numUpdatedRows === 0n)
		throw problem('conflict', { detail: 'An import brought another text meanwhile.' });
	const payload = { article_id: translation.article_id };
	await record(tx, actor, incomingReturned, { subject: translation.id, lang: translation.lang, payload });
}

/** Takes it away from where it waits. */
async function clear(tx: Tx, id: string, at: string) {
	const row = await tx.selectFrom('translations').select('draft').where('id', '=', id).executeTakeFirst();
	if (!row?.draft) throw nothingWaits();
	if (row.draft.at !== at) throw problem('conflict', { detail: 'An import brought another text meanwhile.' });
	await tx.updateTable('translations').set({ draft: null }).where('id', '=', id).execute();
	return row.draft;
}

const nothingWaits = () => problem('not_found', { detail: 'Nothing that an import brought waits here.' });
