import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { isDatabaseGone, isProblem } from '#core/errors.ts';
import { touch } from '#core/refresh.ts';
import type { Transact } from '#core/transaction.ts';
import type { ReadItem } from './formats/read-item.ts';
import { canWrite } from './policy.ts';
import { putArticleQuietly, type PutOutcome } from './put-article.ts';
import { KNOWLEDGE } from './topic.ts';

export type ImportFailure = { line: number | string; code: string; detail: string };
export type ImportReport = {
	created: number;
	updated: number;
	unchanged: number;
	draft_kept: number;
	failed: ImportFailure[];
};

/** Large enough that a commit is cheap an item, small enough that readers see progress and a broken connection loses little. */
const BATCH = 100;

/**
 * Imports items as they arrive. Each batch commits by itself, so an import that breaks off keeps what it acknowledged, and importing the same
 * again changes nothing. A bad item is reported with its line and stops no other. With `dryRun` nothing is kept.
 */
export async function importArticles(
	transact: Transact,
	actor: Actor,
	items: AsyncIterable<ReadItem>,
	options: { dryRun?: boolean; onProgress?: (done: number) => void } = {},
): Promise<ImportReport> {
	authorise(canWrite(actor), actor);
	const report: ImportReport = { created: 0, updated: 0, unchanged: 0, draft_kept: 0, failed: [] };
	let done = 0;
	for await (const batch of batches(items)) {
		await importBatch(transact, actor, batch, report, options.dryRun ?? false);
		done += batch.length;
		options.onProgress?.(done);
	}
	return report;
}

async function* batches(items: AsyncIterable<ReadItem>): AsyncGenerator<ReadItem[]> {
	let batch: ReadItem[] = [];
	for await (const item of items) {
		batch.push(item);
		if (batch.length < BATCH) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

const DRY_RUN = Symbol('dry run');

async function importBatch(
	transact: Transact,
	actor: Actor,
	batch: ReadItem[],
	report: ImportReport,
	dryRun: boolean,
): Promise<void> {
	const outcomes: PutOutcome[] = [];
	const failed: ImportFailure[] = [];
	await transact(async (tx) => {
		const changed: string[] = [];
		for (const read of batch) {
			if (read.error) failed.push({ line: read.line, code: read.error.code, detail: read.error.detail });
			else await importOne(tx, actor, read, { outcomes, failed, changed });
		}
		if (changed.length > 0) await touch(tx, KNOWLEDGE, changed);
		if (dryRun) throw DRY_RUN;
	}).catch((error: unknown) => {
		if (error !== DRY_RUN) throw error;
	});
	for (const outcome of outcomes) report[outcome]++;
	report.failed.push(...failed);
}

type Tally = { outcomes: PutOutcome[]; failed: ImportFailure[]; changed: string[] };

/** In a savepoint of its own: what the database refuses of one item must not undo its neighbours. */
async function importOne(tx: Tx, actor: Actor, read: ReadItem & { error?: undefined }, tally: Tally): Promise<void> {
	await sql`savepoint item`.execute(tx);
	try {
		const result = await putArticleQuietly(tx, actor, read.item, 'import');
		tally.outcomes.push(result.outcome);
		if (result.outcome !== 'unchanged') tally.changed.push(result.translation_id);
	} catch (error) {
		if (isDatabaseGone(error)) throw error;
		await sql`rollback to savepoint item`.execute(tx);
		const detail = isProblem(error) ? error.message : 'The database refused this item.';
		tally.failed.push({ line: read.line, code: isProblem(error) ? error.code : 'refused', detail });
	}
}
