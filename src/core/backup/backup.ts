import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { to as copyTo } from 'pg-copy-streams';
import { openStorage, type Storage } from '../files/storage.ts';
import { openSecrets } from '../secrets.ts';
import { openSettings } from '../settings.ts';
import '../tables.ts';
import type { Tx } from '../db.ts';
import { appliedMigrations, keptTables, partitions, quoted, sequences, type TableShape } from './catalog.ts';
import { backupError } from './errors.ts';
import { fileEntry, JOBS, MANIFEST, MANIFEST_DIGEST, type Manifest, SECRET, tableEntry } from './manifest.ts';
import type { Progress } from './progress.ts';
import { sealSecret } from './seal.ts';
import { openSession, type Session } from './session.ts';
import { type Archive, writeArchive } from './write-archive.ts';

export type BackupOptions = {
	/** A direct connection: one transaction reads everything. */
	url: string;
	dataDir: string;
	secret: string;
	passphrase: string;
	/** Where the archive goes; a file of that name is replaced when the new one is whole. */
	file: string;
	/** Pinned settings, for the place where files lie. */
	env: Record<string, string | undefined>;
	progress: Progress;
	signal: AbortSignal;
};

export type BackupSummary = {
	bytes: number;
	tables: number;
	rows: number;
	files: number;
	missing: string[];
	jobs: number;
};

/**
 * Writes one archive of everything that a restore needs, while the program runs: all rows as of one moment, the files they name, the jobs
 * still to be done, and the secret sealed with the passphrase. Throws a `BackupError`, or what database and disk say.
 */
export async function backup(options: BackupOptions): Promise<BackupSummary> {
	const session = await openSession(options.url);
	const signal = AbortSignal.any([options.signal, session.lost]);
	try {
		const made: { manifest?: Manifest } = {};
		const bytes = await session.within('snapshot', (tx) =>
			writeArchive(
				path.resolve(options.file),
				async (archive) => {
					made.manifest = await fill(archive, session, tx, options, signal);
				},
				signal,
			),
		);
		return summaryOf(bytes, made.manifest as Manifest);
	} finally {
		await session.close().catch(() => {});
	}
}

function summaryOf(bytes: number, { tables, files, missing, jobs }: Manifest): BackupSummary {
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	return { bytes, tables: tables.length, rows, files: files.length, missing, jobs: jobs.rows };
}

async function fill(
	archive: Archive,
	session: Session,
	tx: Tx,
	options: BackupOptions,
	signal: AbortSignal,
): Promise<Manifest> {
	const { client } = session;
	const migrations = await appliedMigrations(client);
	if (!migrations?.length) throw backupError('nothing_to_back_up', 'The database holds nothing of Saunders.');
	const tables = await addTables(archive, session, options.progress, signal);
	const manifest: Manifest = {
		format: 1,
		program: programVersion(),
		postgres: await serverVersion(session),
		made_at: new Date().toISOString(),
		migrations,
		tables,
		partitions: await partitions(client),
		sequences: await sequences(client),
		...(await addFiles(archive, tx, options, signal)),
		...(await addJobs(archive, session)),
	};
	const text = JSON.stringify(manifest);
	archive.addText(MANIFEST, text);
	archive.addText(MANIFEST_DIGEST, `${createHash('sha256').update(text).digest('hex')}\n`);
	archive.addText(SECRET, await sealSecret(options.secret, options.passphrase, text));
	return manifest;
}

async function addTables(archive: Archive, { client }: Session, progress: Progress, signal: AbortSignal) {
	const shapes = await keptTables(client);
	const tables: Manifest['tables'] = [];
	for (const [i, shape] of shapes.entries()) {
		signal.throwIfAborted();
		progress({ what: 'table', name: shape.name, done: i + 1, total: shapes.length });
		const rows = client.query(copyTo(`copy (${selectOf(shape)}) to stdout`));
		const content = await archive.add(tableEntry(shape.name), rows);
		tables.push({ ...shape, rows: rows.rowCount, ...content });
	}
	return tables;
}

function selectOf({ name, columns }: TableShape): string {
	const values = columns.map((column) => PORTABLE[`${name}.${column}`] ?? quoted(column));
	return `select ${values.join(', ')} from public.${quoted(name)} t`;
}

/** The smallest number that a transaction can have (PostgreSQL's FirstNormalTransactionId). */
const FIRST_XID = 3;
const CURSORS_BELOW = `${FIRST_XID} + (select count(*) from public.roll_cursors c where (c.xid, c.id) < (t.xid, t.id))`;

/**
 * Transaction numbers mean nothing on another server, where the counter may stand far lower: readers would wait for it or miss what is
 * written meanwhile. Kept is what they are for, namely which reader has read which events: an event's number becomes the count of
 * cursors before it, and each cursor stands behind the last event of its own number.
 */
const PORTABLE: Record<string, string> = {
	'events.xid': `(${CURSORS_BELOW})::text::xid8`,
	'roll_cursors.xid': `(${CURSORS_BELOW})::text::xid8`,
	'roll_cursors.id': `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`,
};

type FileObject = { key: string; mime: string };

async function addFiles(
	archive: Archive,
	tx: Tx,
	{ dataDir, secret, env, progress }: BackupOptions,
	signal: AbortSignal,
) {
	const settings = openSettings(tx, openSecrets(secret), env);
	await settings.load();
	const storage = openStorage(dataDir, settings);
	const objects = await namedObjects(tx);
	const [files, missing]: [Manifest['files'], string[]] = [[], []];
	for (const [i, object] of objects.entries()) {
		signal.throwIfAborted();
		progress({ what: 'file', name: object.key, done: i + 1, total: objects.length });
		const added = await addFile(archive, storage, object);
		if (added) files.push(added);
		else missing.push(object.key);
	}
	return { files, missing };
}

async function addFile(archive: Archive, storage: Storage, { key, mime }: FileObject) {
	const opened = await storage.open(key);
	if (!opened) return undefined;
	const compress = /^(text\/|image\/svg|application\/(json|xml))/.test(mime);
	return { key, mime, ...(await archive.add(fileEntry(key), await opened.stream(), { compress })) };
}

/** Originals and their smaller copies; a picture's row names the original twice. */
async function namedObjects(tx: Tx): Promise<FileObject[]> {
	const rows = await tx.selectFrom('files').select(['storage_key', 'mime', 'variants']).orderBy('id').execute();
	const all = rows.flatMap(({ storage_key, mime, variants }) => [
		{ key: storage_key, mime },
		...variants.map((variant) => ({ key: variant.storage_key, mime: variant.mime })),
	]);
	return [...new Map(all.map((object) => [object.key, object])).values()];
}

/** What was promised and not yet done: jobs that wait, and those in hand, which then run once more. */
async function addJobs(archive: Archive, { client }: Session): Promise<Pick<Manifest, 'jobs' | 'queues'>> {
	const { rows: found } = await client.query("select to_regclass('pgboss.job') is not null as known");
	const own = "left(name, 10) <> '__pgboss__'";
	const { known } = found[0] as { known: boolean };
	const { rows: queues } = known
		? await client.query<{ name: string; retries: number }>(
				`select name, retry_limit as retries from pgboss.queue where ${own} order by name`,
			)
		: { rows: [] };
	const waiting = known
		? `select name, data, start_after from pgboss.job where state in ('created', 'retry', 'active') and ${own}`
		: 'select where false';
	const rows = client.query(copyTo(`copy (${waiting}) to stdout`));
	const content = await archive.add(JOBS, rows);
	return { queues, jobs: { rows: rows.rowCount, ...content } };
}

function programVersion(): string {
	const file = path.join(import.meta.dirname, '../../../package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function serverVersion({ client }: Session): Promise<string> {
	const { rows } = await client.query('show server_version');
	return (rows[0] as { server_version: string }).server_version;
}
