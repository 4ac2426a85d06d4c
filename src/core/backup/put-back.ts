import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Client, Pool } from 'pg';
import type { Tx } from '../db.ts';
import { openStorage } from '../files/storage.ts';
import { forgetInstallationId } from '../installation.ts';
import { type Jobs, openJobs } from '../jobs.ts';
import { migrateExactly, migrateWithin, SCHEMA_LOCK } from '../migrate.ts';
import { openSecrets } from '../secrets.ts';
import { openSettings } from '../settings.ts';
import { systemClock } from '../time.ts';
import { bind } from '../transaction.ts';
import { clearing } from './catalog.ts';
import { backupError } from './errors.ts';
import { loadJobs } from './load-jobs.ts';
import { clear, loadTables } from './load-tables.ts';
import { fileEntry } from './manifest.ts';
import type { OpenArchive } from './read-archive.ts';
import type { RestoreOptions } from './restore.ts';
import { BACKUP_SESSION, openSession, type Session } from './session.ts';

/**
 * Loads a checked archive into the database and the place for files, all in one transaction, and keeps its secret. Throws `not_empty` and
 * `in_use` before it changes anything.
 */
export async function putBack(archive: OpenArchive, secret: string, options: RestoreOptions): Promise<void> {
	const session = await openSession(options.url);
	try {
		await refuseBusy(session.client);
		if (!options.replace) await refuseFull(session.client, options.file);
		const signal = AbortSignal.any([options.signal, session.lost]);
		await withJobs(options, async (jobs) => {
			await jobs.prepare(archive.manifest.queues);
			await keepingSecret(secret, options, () =>
				session.within('change', (tx) => fill({ session, tx, archive, jobs, secret }, { ...options, signal })),
			);
		});
	} finally {
		await session.close().catch(() => {});
	}
}

type Parts = { session: Session; tx: Tx; archive: OpenArchive; jobs: Jobs; secret: string };

async function fill({ session: { client }, tx, archive, jobs, secret }: Parts, options: RestoreOptions): Promise<void> {
	const { progress, signal, migrations } = options;
	// A server that starts meanwhile waits here until all is done.
	await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
	const again = await options.replay(tx);
	await clear(client);
	await migrateExactly(client, archive.manifest.migrations, migrations);
	await loadTables(client, archive, progress, signal);
	await loadJobs(client, tx, jobs, archive, signal);
	await loadFiles(tx, archive, secret, options);
	await forgetInstallationId(tx);
	await migrateWithin(client, migrations);
	// Who acts on what is done again has heard of it the first time.
	await again(bind(tx, { clock: systemClock, queuesFor: () => [], enqueue: jobs.enqueue }));
	signal.throwIfAborted();
}

async function loadFiles(
	tx: Tx,
	archive: OpenArchive,
	secret: string,
	{ dataDir, env, progress, signal }: RestoreOptions,
) {
	const settings = openSettings(tx, openSecrets(secret), env);
	await settings.load();
	const storage = openStorage(dataDir, settings);
	const { files } = archive.manifest;
	for (const [i, { key, mime }] of files.entries()) {
		progress({ what: 'file', name: key, done: i + 1, total: files.length });
		const staged = await storage.stagingFile();
		try {
			await pipeline(await archive.read(fileEntry(key)), createWriteStream(staged, { mode: 0o600, flush: true }), {
				signal,
			});
			await storage.put(key, { path: staged }, mime);
		} finally {
			await rm(staged, { force: true });
		}
	}
}

/** Writes the secret beside its place before the rows are committed, so that afterwards only a name has to change. */
async function keepingSecret(secret: string, { secret: pinned, dataDir }: RestoreOptions, work: () => Promise<void>) {
	if (pinned !== undefined) return work();
	const place = path.join(dataDir, 'secret');
	const draft = `${place}.restored`;
	await writeFile(draft, `${secret}\n`, { mode: 0o600, flush: true });
	try {
		await work();
		await rename(draft, place);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

/** The queue makes its own tables outside the transaction; before the load they hold no job of this backup. */
async function withJobs({ url, log }: RestoreOptions, work: (jobs: Jobs) => Promise<void>) {
	const pool = new Pool({ connectionString: url, max: 2, application_name: BACKUP_SESSION });
	pool.on('error', () => {});
	try {
		const jobs = await openJobs(pool, log, { worker: false });
		await work(jobs).finally(() => jobs.close());
	} finally {
		await pool.end();
	}
}

async function refuseBusy(client: Client) {
	const { rowCount } = await client.query(
		`select from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid() and application_name like 'saunders%' limit 1`,
	);
	if (rowCount) throw backupError('in_use', 'Saunders still works on this database: stop it first.');
}

async function refuseFull(client: Client, file: string) {
	if ((await clearing(client)).length === 0) return;
	throw backupError(
		'not_empty',
		`The database is not empty. To lose what it holds and put the backup in its place: npm run restore "${file}" -- --replace`,
	);
}
