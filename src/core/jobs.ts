import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss';
import type { Pool } from 'pg';
import type { Tx } from './db.ts';
import type { Log } from './log.ts';
import type { Tracing } from './tracing.ts';

/** A kind of background work. `every` is a cron line for work that comes by the clock; `retries` spread over hours by doubling. */
export type JobKind<D extends object> = {
	name: string;
	retries?: number;
	every?: string;
	handle(data: D): Promise<void>;
};

export type Jobs = {
	/** Makes the queue, so that jobs can be sent to it; every process does this for every kind. */
	prepare(kinds: readonly { name: string; retries?: number }[]): Promise<void>;
	/** Adds a job that exists only if `tx` commits. */
	enqueue(tx: Tx, queue: string, data: object, options?: { after?: Date }): Promise<void>;
	work<D extends object>(kind: JobKind<D>): Promise<void>;
	close(): Promise<void>;
};

const FIRST_RETRY_SECONDS = 10;
const SLOWEST_RETRY_SECONDS = 3_600;

/** Queue, schedules and retries in Postgres. Only a process with the worker role should call `work`. */
export async function openJobs(
	pool: Pool,
	log: Log,
	{ worker, tracing }: { worker: boolean; tracing?: Tracing | undefined },
): Promise<Jobs> {
	const boss = new PgBoss({
		db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
		supervise: worker,
		schedule: worker,
	});
	boss.on('error', (error: Error) => log.warn({ err: error.message }, 'jobs'));
	await boss.start();
	return {
		prepare: async (kinds) => {
			for (const { name, retries = 12 } of kinds)
				await boss.createQueue(name, {
					retryLimit: retries,
					retryDelay: FIRST_RETRY_SECONDS,
					retryBackoff: true,
					retryDelayMax: SLOWEST_RETRY_SECONDS,
				});
		},
		enqueue: async (tx, queue, data, options) => {
			await boss.send(queue, data, { db: fromKysely(tx), ...(options?.after && { startAfter: options.after }) });
		},
		work: async <D extends object>({ name, every, handle }: JobKind<D>) => {
			await boss.work<D>(name, { pollingIntervalSeconds: 1, batchSize: 20, perJobResults: true }, (jobs: Job<D>[]) =>
				runEach(name, jobs, traced(name, handle, tracing), log),
			);
			if (every) await boss.schedule(name, every);
		},
		close: () => boss.stop({ graceful: true, timeout: 5_000, close: false }),
	};
}

function traced<D>(name: string, handle: (data: D) => Promise<void>, tracing: Tracing | undefined) {
	if (!tracing) return handle;
	return async (data: D) => {
		const span = tracing.begin(name, 'job');
		try {
			await tracing.within(span, () => handle(data));
		} catch (error) {
			span.fail((error as { code?: string }).code ?? 'unknown');
			throw error;
		} finally {
			span.end();
		}
	};
}

/** One job's failure must not send its neighbours round again: each is settled by itself. */
async function runEach<D extends object>(
	name: string,
	jobs: Job<D>[],
	handle: (data: D) => Promise<void>,
	log: Log,
): Promise<JobResult[]> {
	const results: JobResult[] = [];
	for (const job of jobs) {
		try {
			await handle(job.data);
			results.push({ id: job.id, status: 'completed' });
		} catch (error) {
			const { message } = error as Error;
			log.warn({ job: name, id: job.id, err: message }, 'job failed');
			results.push({ id: job.id, status: 'failed', output: { message } });
		}
	}
	return results;
}
