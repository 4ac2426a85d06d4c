import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { connect } from './db.ts';

export const MIGRATIONS = path.join(import.meta.dirname, '../../db/migrations');

/** Held by whoever changes the schema. */
export const SCHEMA_LOCK = 7_261_916;

const LEDGER =
	'create table if not exists schema_migrations (number integer primary key, name text not null, applied_at timestamptz not null default now())';

/**
 * Brings the schema up to date: numbered files, each in a transaction of its own, one process at a time.
 * Refuses a schema newer than this program. Returns the names of the files applied.
 */
export async function migrate(url: string, folder = MIGRATIONS): Promise<string[]> {
	const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	await connect(client);
	try {
		await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK]);
		return await applyMissing(client, folder);
	} finally {
		await client.end();
	}
}

/**
 * Makes the schema of these migrations inside the caller's transaction, on a database without one: for a restore. Throws `schema_newer` when
 * this program lacks one of them.
 */
export async function migrateExactly(client: Client, numbers: readonly number[], folder = MIGRATIONS): Promise<void> {
	await client.query(LEDGER);
	const files = await migrationFiles(folder);
	refuseNewer(new Set(numbers), files);
	for (const file of files) if (numbers.includes(numberOf(file))) await run(client, folder, file);
}

/** Brings a schema that `migrateExactly` made up to this program's, in the same transaction. */
export async function migrateWithin(client: Client, folder = MIGRATIONS): Promise<void> {
	for (const file of await missingFiles(client, folder)) await run(client, folder, file);
}

/** The number of the newest migration this program knows. */
export async function schemaVersion(folder = MIGRATIONS): Promise<number> {
	return numberOf((await migrationFiles(folder)).at(-1) ?? '0');
}

async function applyMissing(client: Client, folder: string): Promise<string[]> {
	await client.query(LEDGER);
	const missing = await missingFiles(client, folder);
	for (const file of missing) await apply(client, folder, file);
	return missing;
}

async function missingFiles(client: Client, folder: string): Promise<string[]> {
	const { rows } = await client.query<{ number: number }>('select number from schema_migrations');
	const done = new Set(rows.map((row) => row.number));
	const files = await migrationFiles(folder);
	refuseNewer(done, files);
	return files.filter((file) => !done.has(numberOf(file)));
}

function refuseNewer(done: Set<number>, files: string[]): void {
	const newest = Math.max(0, ...done);
	const known = numberOf(files.at(-1) ?? '0');
	if (newest <= known) return;
	throw Object.assign(
		new Error(
			`The database has schema ${newest}, this program knows only ${known}: start the newer Saunders, or restore an older backup.`,
		),
		{ code: 'schema_newer' },
	);
}

async function apply(client: Client, folder: string, file: string): Promise<void> {
	await client.query('begin');
	try {
		await run(client, folder, file);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw error;
	}
}

async function run(client: Client, folder: string, file: string): Promise<void> {
	try {
		await client.query(await readFile(path.join(folder, file), 'utf8'));
		await client.query('insert into schema_migrations (number, name) values ($1, $2)', [numberOf(file), file]);
	} catch (error) {
		throw new Error(`Migration ${file} failed: ${(error as Error).message}`, { cause: error });
	}
}

async function migrationFiles(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).toSorted();
}

const numberOf = (file: string) => Number(file.slice(0, 4));
