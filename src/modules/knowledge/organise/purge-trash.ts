import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { releaseFiles } from '#core/files/attach-file.ts';
import type { Storage } from '#core/files/storage.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import { articlePurged } from '../events.ts';
import '../vectors/tables.ts';
import '../tables.ts';
import { sweepJobs } from './jobs/jobs.ts';
import './tables.ts';

/** How long an article lies in the trash, and an act can be undone. */
const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;
const BATCH = 50;

export const purgeJob = (parts: { transact: Transact; storage: Storage }): JobKind<object> => ({
	name: 'knowledge.purge',
	retries: 0,
	every: '41 * * * *',
	handle: async () => {
		await purgeTrash(parts);
		await sweepJobs(parts);
	},
});

/** Removes for good what has lain in the trash for thirty days, with its history and files. Answers how many articles went. */
export async function purgeTrash({ transact }: { transact: Transact }): Promise<number> {
	await transact((tx) => tx.deleteFrom('knowledge_acts').where('at', '<', longAgo(tx)).execute());
	for (let gone = 0; ;) {
		const count = await transact(purgeBatch);
		gone += count;
		if (count < BATCH) return gone;
	}
}

const longAgo = (tx: Tx) => new Date(now(tx).getTime() - TRASH_DAYS * DAY_MS);

async function purgeBatch(tx: Tx): Promise<number> {
	// Whoever takes one out of the trash just now holds its article.
	const due = await tx
		.selectFrom('articles as a')
		.innerJoin('trashings as x', 'x.article_id', 'a.id')
		.select('a.id')
		.where('x.at', '<', longAgo(tx))
		.orderBy('a.id')
		.limit(BATCH)
		.forUpdate('a')
		.skipLocked()
		.execute();
	const ids = due.map(({ id }) => id);
	if (ids.length === 0) return 0;
	const translations = await tx.selectFrom('translations').select('id').where('article_id', 'in', ids).execute();
	for (const { id } of translations) await releaseFiles(tx, { type: 'translation', id });
	if (translations.length > 0)
		await tx
			.deleteFrom('translation_vectors')
			.where(
				'translation_id',
				'in',
				translations.map(({ id }) => id),
			)
			.execute();
	await tx.deleteFrom('articles').where('id', 'in', ids).execute();
	await recordAll(tx, articlePurged, ids.map((subject) => ({ actor: SYSTEM, subject, payload: {} }))); // prettier-ignore
	return ids.length;
}
