import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { isDatabaseGone, isProblem } from '#core/errors.ts';
import { touch } from '#core/refresh.ts';
import { inSavepoint, retryOnce } from '#core/transaction.ts';
import type { ReadItem } from './formats/read-item.ts';
import { type FileStore, type KeptFiles, withFiles } from './import-files.ts';
import { lockNamed } from './organise/acts/lock-articles.ts';
import { keepFacts } from './organise/facts/keep-facts.ts';
import { canWrite } from './policy.ts';
import { type ArticleWrite, putArticleQuietly, type PutOutcome } from './put-article.ts';
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
	store: FileStore,
	actor: Actor,
	items: Iterable<ReadItem> | AsyncIterable<ReadItem>,
	{ dryRun = false, onProgress, from, failed = [] }: ImportOptions = {},
): Promise<ImportReport> {
	authorise(canWrite(actor), actor);
	const report: ImportReport = from?.report ?? { created: 0, updated: 0, unchanged: 0, draft_kept: 0, failed };
	let done = from?.done ?? 0;
	for await (const batch of batches(after(items, done))) {
		await importBatch(store, actor, batch, report, dryRun);
		done += batch.length;
		await onProgress?.(done, report);
	}
	return report;
}

export type ImportOptions = {
	dryRun?: boolean;
	/** After each batch that is kept; when it throws, the import ends there. */
	onProgress?: (done: number, report: ImportReport) => void | Promise<void>;
	/** Where an import of the same items broke off. */
	from?: { done: number; report: ImportReport } | undefined;
	/** What could not be stored before. */
	failed?: ImportFailure[];
};

async function* after(items: Iterable<ReadItem> | AsyncIterable<ReadItem>, count: number): AsyncGenerator<ReadItem> {
	let seen = 0;
	for await (const item of items) if (++seen > count) yield item;
}

async function* batches(items: Iterable<ReadItem> | AsyncIterable<ReadItem>): AsyncGenerator<ReadItem[]> {
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

type Ready = { line: number | string; write: ArticleWrite };
type Tally = { outcomes: PutOutcome[]; failed: ImportFailure[]; changed: string[] };

async function importBatch(
	store: FileStore,
	actor: Actor,
	batch: ReadItem[],
	report: ImportReport,
	dryRun: boolean,
): Promise<void> {
	const tally: Tally = { outcomes: [], failed: [], changed: [] };
	const ready = await readyToWrite(store, actor, batch, tally.failed, dryRun);
	await store
		.transact(async (tx) => {
			await lockNamed(
				tx,
				ready.map(({ write }) => write.external_id),
			);
			for (const item of ready) await importOne(tx, actor, item, tally);
			if (dryRun) throw DRY_RUN;
			await keepFacts(tx, tally.changed);
			if (tally.changed.length > 0) await touch(tx, KNOWLEDGE, tally.changed);
		})
		.catch((error: unknown) => {
			if (error !== DRY_RUN) throw error;
		});
	for (const outcome of tally.outcomes) report[outcome]++;
	report.failed.push(...tally.failed);
}

/** Stores the files that came along, before any transaction: storage may be a network away. */
async function readyToWrite(
	store: FileStore,
	actor: Actor,
	batch: ReadItem[],
	failed: ImportFailure[],
	dryRun: boolean,
): Promise<Ready[]> {
	const ready: Ready[] = [];
	const kept: KeptFiles = new Map();
	for (const { line, item, error, ...read } of batch) {
		if (error) failed.push({ line, ...error });
		else if (item) {
			const files = 'files' in read ? (read.files ?? []) : [];
			const write = await withFiles(store, actor, item, files, { kept, dryRun }).catch((reason: unknown) =>
				failureOf(line, reason),
			);
			if ('code' in write) failed.push(write);
			else ready.push({ line, write });
		}
	}
	return ready;
}

async function importOne(tx: Tx, actor: Actor, { line, write }: Ready, tally: Tally): Promise<void> {
	try {
		const result = await retryOnce(() => inSavepoint(tx, () => putArticleQuietly(tx, actor, write, 'import')));
		tally.outcomes.push(result.outcome);
		if (result.outcome !== 'unchanged') tally.changed.push(result.translation_id);
	} catch (error) {
		tally.failed.push(failureOf(line, error));
	}
}

export function failureOf(line: number | string, error: unknown): ImportFailure {
	if (isProblem(error)) return { line, code: error.code, detail: error.message };
	if (isDatabaseGone(error)) throw error;
	return { line, code: 'refused', detail: 'This item could not be stored.' };
}
