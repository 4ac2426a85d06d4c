import { rm } from 'node:fs/promises';
import { isDatabaseGone, isProblem, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { stage } from '#core/files/stage.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Log } from '#core/log.ts';
import { now } from '#core/transaction.ts';
import { transferEnded } from '../../events.ts';
import { exportKnowledge } from '../../export-knowledge.ts';
import { readUpload } from '../../formats/open-upload.ts';
import type { Upload } from '../../formats/read-upload.ts';
import type { ImportReport } from '../../import-articles.ts';
import type { FileStore } from '../../import-files.ts';
import { importUpload } from '../../import-upload.ts';
import '../tables.ts';
import type { JobReport, JobState } from '../tables.ts';
import { type ClaimedJob, claimJob, keepClaim, renewing } from './claim-job.ts';
import { WORK_QUEUE } from './queue.ts';

type Parts = FileStore & { log: Log };

/** A crash is tried again; what crashes every time is not. */
const MOST_ATTEMPTS = 4;
const MOST_FAILURES = 1_000;
const LARGEST_ZIP = 50_000_000_000;

/** Woken by each that begins, and every minute for those whose worker died. */
export const transfersJob = (parts: Parts): JobKind<object> => ({
	name: WORK_QUEUE,
	retries: 0,
	every: '* * * * *',
	handle: () => runJobs(parts),
});

/** Works on imports and exports, one after the other, until none waits. */
export async function runJobs(parts: Parts): Promise<void> {
	for (;;) {
		const job = await parts.transact(claimJob);
		if (!job) return;
		const claim = renewing(parts.transact, job);
		await run(parts, job).finally(claim.stop);
	}
}

const CANCELLED = Symbol('cancelled');

async function run(parts: Parts, job: ClaimedJob): Promise<void> {
	if (job.attempts > MOST_ATTEMPTS) return end(parts, job, 'failed', { report: { ...job.report, error: 'crashed' } });
	try {
		const ended = job.kind === 'import' ? await runImport(parts, job) : await runExport(parts, job);
		await end(parts, job, 'done', ended);
	} catch (error) {
		if (error === CANCELLED || (error instanceof Error && error.cause === CANCELLED))
			return end(parts, job, 'cancelled');
		// Its claim runs out, and it goes on where it was.
		if (isDatabaseGone(error)) throw error;
		parts.log.warn({ job: job.id, err: (error as Error).message }, 'transfer failed');
		await end(parts, job, 'failed', { report: { ...job.report, error: isProblem(error) ? error.code : 'internal' } });
	}
}

type Ended = { report?: JobReport; storage_key?: string; bytes?: number };

async function end(
	parts: Parts,
	job: ClaimedJob,
	state: JobState & ('done' | 'cancelled' | 'failed'),
	ended: Ended = {},
): Promise<void> {
	const { report, ...file } = ended;
	const isOurs = await parts.transact(async (tx) => {
		const row = await tx
			.updateTable('knowledge_jobs')
			.set({
				state,
				finished_at: now(tx),
				claimed_until: null,
				storage_key: null,
				...file,
				...(report && { report: JSON.stringify(report) }),
			})
			.where('id', '=', job.id)
			.where('attempts', '=', job.attempts)
			.where('state', '=', 'running')
			.returning('done')
			.executeTakeFirst();
		const payload = { kind: job.kind, dry_run: job.is_dry_run, state, done: row?.done ?? 0 };
		if (row) await record(tx, job.actor, transferEnded, { subject: job.id, payload });
		return row !== undefined;
	});
	const left = isOurs ? job.storage_key : file.storage_key;
	if (left) await parts.storage.remove([left]).catch(() => {});
}

async function runImport(parts: Parts, job: ClaimedJob): Promise<Ended> {
	const stored = job.storage_key ? await parts.storage.open(job.storage_key) : undefined;
	if (!stored) throw problem('not_found', { detail: 'The upload is gone.' });
	const { path } = await stage(parts.storage, await stored.stream(), stored.bytes + 1);
	try {
		const open = () => readUpload(job.name, path, { lang: job.lang });
		const before = job.done > 0 ? job.report : {};
		const forgotten = (before.failures ?? 0) - (before.failed?.length ?? 0);
		const total = job.total ?? (await countItems(await open()));
		await goOn(parts, job, { total });
		const report = await importUpload(parts, job.actor, await open(), {
			dryRun: job.is_dry_run,
			from: job.done > 0 ? { done: job.done, report: whole(before) } : undefined,
			onProgress: (done, sofar) => goOn(parts, job, { done, report: shortened(sofar, forgotten) }),
		});
		return { report: shortened(report, forgotten) };
	} finally {
		await rm(path, { force: true });
	}
}

/** Reading is quick next to writing, and a bar without an end says little. */
async function countItems({ items, close }: Upload): Promise<number> {
	let count = 0;
	try {
		for await (const item of items) count += Number(item !== undefined);
	} finally {
		close?.();
	}
	return count;
}

const whole = ({ created = 0, updated = 0, unchanged = 0, draft_kept = 0, failed = [] }: JobReport): ImportReport => ({
	created,
	updated,
	unchanged,
	draft_kept,
	failed,
});

/** `forgotten`: how many of an import that broke off were too many to be kept. */
const shortened = ({ failed, ...counts }: ImportReport, forgotten: number): JobReport => ({
	...counts,
	failures: failed.length + forgotten,
	failed: failed.slice(0, MOST_FAILURES),
});

async function goOn(parts: Parts, job: ClaimedJob, progress: Parameters<typeof keepClaim>[2]): Promise<void> {
	if (!(await keepClaim(parts.transact, job, progress))) throw CANCELLED;
}

async function runExport(parts: Parts, job: ClaimedJob): Promise<Ended> {
	const { total } = await parts.db
		.selectFrom('translations as t')
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('trashings as x').select('x.at').whereRef('x.article_id', '=', 't.article_id'))),
		)
		.executeTakeFirstOrThrow();
	await goOn(parts, job, { done: 0, total });
	let isCancelled = false;
	const onProgress = (done: number) =>
		goOn(parts, job, { done }).catch((error: unknown) => {
			isCancelled = error === CANCELLED;
			throw new Error('The export ends here.');
		});
	const zip = await exportKnowledge(parts, job.actor, { onProgress });
	const { path, bytes } = await stage(parts.storage, zip, LARGEST_ZIP).catch((error: unknown) => {
		throw isCancelled ? CANCELLED : error;
	});
	const storage_key = parts.storage.newKey();
	await parts.storage.put(storage_key, { path }, 'application/zip').finally(() => rm(path, { force: true }));
	return { storage_key, bytes };
}
