import { type Actor, SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { asProblem, isDatabaseGone } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, retryOnce, type Transact } from '#core/transaction.ts';
import { publicationFailed } from '../events.ts';
import { forgetDiscarded } from './discard-draft.ts';
import type { Draft } from './keep-draft.ts';
import { type Locked, lockTranslation } from './lock-translation.ts';
import { publishLocked } from './publish.ts';
import { openDraft } from './read-copy.ts';

const BATCH = 100;

type Parts = { db: Db; transact: Transact };

/** Every minute: rows say what is due, so that nothing is lost with a job, and a second process finds it done. */
export function publishDueJob(parts: Parts): JobKind<object> {
	return { name: 'knowledge.publish-due', retries: 0, every: '* * * * *', handle: () => publishDue(parts) };
}

export function forgetDiscardedJob({ transact }: Parts): JobKind<object> {
	const handle = () => transact(forgetDiscarded);
	return { name: 'knowledge.forget-discarded', retries: 0, every: '41 3 * * *', handle };
}

/** Publishes every working copy whose time has come, each in a transaction of its own; what cannot be published says why in its row. */
export async function publishDue({ db, transact }: Parts): Promise<void> {
	for (const ref of await dueOnes(db, await transact(async (tx) => now(tx)))) {
		const publication = () => transact((tx) => withDue(tx, ref, publishScheduled));
		await retryOnce(publication).catch(async (error: unknown) => {
			if (isDatabaseGone(error)) throw error;
			await transact((tx) => withDue(tx, ref, (due) => noteFailure(due, error)));
		});
	}
}

type Ref = { article_id: string; lang: string };

const dueOnes = (db: Db, at: Date): Promise<Ref[]> =>
	db
		.selectFrom('drafts as d')
		.innerJoin('translations as t', 't.id', 'd.translation_id')
		.select(['t.article_id', 't.lang'])
		.where('d.publish_at', '<=', at)
		.where('d.publish_problem', 'is', null)
		.where('d.discarded_at', 'is', null)
		.orderBy('d.publish_at')
		.limit(BATCH)
		.execute();

type Due = { tx: Tx; translation: Locked; draft: Draft };

/** Another process may have done it, or somebody may have changed the time, while this one waited for the lock. */
async function withDue(tx: Tx, ref: Ref, act: (due: Due) => Promise<unknown>): Promise<void> {
	const translation = await lockTranslation(tx, ref);
	const draft = await openDraft(tx, translation.id);
	if (!draft?.publish_at || draft.publish_at > now(tx) || draft.publish_problem) return;
	await act({ tx, translation, draft });
}

const publishScheduled = ({ tx, translation, draft }: Due) => publishLocked(tx, actorOf(draft), translation);

/** The program acts, for whoever set the time. */
function actorOf({ scheduled_by }: Draft): Actor {
	return { ...SYSTEM, ...(scheduled_by && { on_behalf_of: `${scheduled_by.kind}:${scheduled_by.id}` }) };
}

async function noteFailure({ tx, translation, draft }: Due, error: unknown): Promise<void> {
	const { code, message, errors = [] } = asProblem(error);
	const publish_problem = JSON.stringify({ code, detail: message, errors, at: now(tx) });
	await tx.updateTable('drafts').set({ publish_problem }).where('translation_id', '=', translation.id).execute();
	const payload = { article_id: translation.article_id, code };
	await record(tx, actorOf(draft), publicationFailed, { subject: translation.id, lang: translation.lang, payload });
}
