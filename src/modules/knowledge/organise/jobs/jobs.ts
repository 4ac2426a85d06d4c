import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Opened, Storage } from '#core/files/storage.ts';
import { now, type Transact } from '#core/transaction.ts';
import { canReadDrafts, canWrite } from '../../policy.ts';
import '../tables.ts';

const columns = [
	'id',
	'kind',
	'state',
	'name',
	'is_dry_run',
	'bytes',
	'done',
	'total',
	'report',
	'actor',
	'created_at',
	'finished_at',
] as const;

const jobs = (db: Db) =>
	db
		.selectFrom('knowledge_jobs')
		.select(columns)
		.select(sql<boolean>`storage_key is not null and kind = 'export' and state = 'done'`.as('has_file'))
		.select(sql<boolean>`cancel_asked_at is not null`.as('is_stopping'));

/** Imports and exports of the whole team, newest first. */
export async function listJobs(
	db: Db,
	actor: Actor,
	{ before, limit }: { before?: string | undefined; limit: number },
) {
	authorise(canReadDrafts(actor), actor);
	return jobs(db)
		.$if(before !== undefined, (some) => some.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

export async function getJob(db: Db, actor: Actor, id: string) {
	authorise(canReadDrafts(actor), actor);
	const job = await jobs(db).where('id', '=', id).executeTakeFirst();
	if (!job) throw problem('not_found');
	return job;
}

/** Asks it to stop after what it has in hand; what is done stays done. Throws `conflict` when it has ended. */
export async function cancelJob(tx: Tx, actor: Actor, id: string): Promise<void> {
	const job = await tx
		.selectFrom('knowledge_jobs')
		.select(['actor', 'state', 'claimed_until'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	authorise(canWrite(actor) || (canReadDrafts(actor) && job?.actor.id === actor.id), actor);
	if (!job) throw problem('not_found');
	if (job.state !== 'waiting' && job.state !== 'running') throw problem('conflict', { detail: 'It has ended.' });
	const ended = job.state === 'waiting' ? { state: 'cancelled' as const, finished_at: now(tx) } : {};
	await tx
		.updateTable('knowledge_jobs')
		.set({ cancel_asked_at: now(tx), ...ended })
		.where('id', '=', id)
		.execute();
}

/** The zip of an export, for the team alone. */
export async function openExport(
	{ db, storage }: { db: Db; storage: Storage },
	actor: Actor,
	id: string,
): Promise<Opened & { name: string }> {
	authorise(canReadDrafts(actor), actor);
	const row = await db
		.selectFrom('knowledge_jobs')
		.select(['name', 'storage_key'])
		.where('id', '=', id)
		.where('kind', '=', 'export')
		.where('state', '=', 'done')
		.executeTakeFirst();
	const opened = row?.storage_key ? await storage.open(row.storage_key) : undefined;
	if (!row || !opened) throw problem('not_found', { detail: 'There is no such file any more.' });
	return { ...opened, name: row.name };
}

/** An export is for taking away, not for keeping. */
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Removes zips that were there for a week, and uploads of what was cancelled before it began. */
export async function sweepJobs({ transact, storage }: { transact: Transact; storage: Storage }): Promise<void> {
	const keys = await transact(async (tx) => {
		const old = await tx
			.selectFrom('knowledge_jobs')
			.select(['id', 'storage_key'])
			.where('storage_key', 'is not', null)
			.where('finished_at', '<', new Date(now(tx).getTime() - KEPT_DAYS * DAY_MS))
			.limit(1_000)
			.forUpdate()
			.execute();
		for (const { id } of old)
			await tx.updateTable('knowledge_jobs').set({ storage_key: null }).where('id', '=', id).execute();
		return old.flatMap(({ storage_key }) => storage_key ?? []);
	});
	await storage.remove(keys);
}
