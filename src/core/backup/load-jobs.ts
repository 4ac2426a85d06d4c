import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from '../db.ts';
import type { Jobs } from '../jobs.ts';
import { JOBS } from './manifest.ts';
import type { OpenArchive } from './read-archive.ts';

type Row = { n: number; name: string; data: object | null; start_after: Date };

const PAGE = 500;

/** Queues again what had still to be done, in the caller's transaction, with all its retries before it. Their queues must be there. */
export async function loadJobs(
	client: Client,
	tx: Tx,
	jobs: Jobs,
	archive: OpenArchive,
	signal: AbortSignal,
): Promise<void> {
	await client.query('delete from pgboss.job');
	await client.query(
		'create temp table waiting_jobs (n serial primary key, name text not null, data jsonb, start_after timestamptz not null) on commit drop',
	);
	const into = client.query(copyFrom('copy waiting_jobs (name, data, start_after) from stdin'));
	await pipeline(await archive.read(JOBS), into, { signal });
	for (let last = 0; ;) {
		signal.throwIfAborted();
		const { rows } = await client.query<Row>('select * from waiting_jobs where n > $1 order by n limit $2', [
			last,
			PAGE,
		]);
		for (const { name, data, start_after } of rows) await jobs.enqueue(tx, name, data ?? {}, { after: start_after });
		last = rows.at(-1)?.n ?? last;
		if (rows.length < PAGE) return;
	}
}
