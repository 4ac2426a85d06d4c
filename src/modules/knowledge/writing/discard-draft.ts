import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { draftDiscarded, draftReturned } from '../events.ts';
import { canWrite } from '../policy.ts';
import { type Based, lockAt, type Locked, nextRevision } from './lock-translation.ts';

const DAY_MS = 86_400_000;
/** A discarded working copy can be brought back that long, in days. */
const KEPT_DAYS = 30;

/** Throws away the working copy; for 30 days it can be brought back. What was scheduled does not happen. */
export async function discardDraft(tx: Tx, actor: Actor, input: Based): Promise<{ revision: number }> {
	authorise(canWrite(actor), actor);
	const translation = await lockAt(tx, input);
	const by = JSON.stringify(actorStamp(actor));
	const discarded = await tx
		.updateTable('drafts')
		.set({ discarded_at: now(tx), discarded_by: by, publish_at: null, scheduled_by: null, publish_problem: null })
		.where('translation_id', '=', translation.id)
		.where('discarded_at', 'is', null)
		.executeTakeFirst();
	if (discarded.numUpdatedRows === 0n) throw problem('not_found', { detail: 'There is no working copy.' });
	await record(tx, actor, draftDiscarded, factOf(translation));
	return { revision: await nextRevision(tx, translation.id) };
}

/** Undoes `discardDraft`. Throws `not_found` when nothing is there to be brought back: it was written over, and is a version. */
export async function returnDraft(tx: Tx, actor: Actor, input: Based): Promise<{ revision: number }> {
	authorise(canWrite(actor), actor);
	const translation = await lockAt(tx, input);
	const returned = await tx
		.updateTable('drafts')
		.set({ discarded_at: null, discarded_by: null })
		.where('translation_id', '=', translation.id)
		.where('discarded_at', 'is not', null)
		.executeTakeFirst();
	if (returned.numUpdatedRows === 0n) throw problem('not_found', { detail: 'There is no discarded working copy.' });
	await record(tx, actor, draftReturned, factOf(translation));
	return { revision: await nextRevision(tx, translation.id) };
}

/** Forgets what was discarded more than 30 days ago. */
export async function forgetDiscarded(tx: Tx): Promise<void> {
	await tx
		.deleteFrom('drafts')
		.where('discarded_at', '<', new Date(now(tx).getTime() - KEPT_DAYS * DAY_MS))
		.execute();
}

const factOf = ({ id, lang, article_id }: Locked) => ({ subject: id, lang, payload: { article_id } });
