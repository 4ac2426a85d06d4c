import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { clearing, keptTables, type Partition, partitions, quoted, standAside } from './catalog.ts';
import { backupError } from './errors.ts';
import { type Manifest, tableEntry } from './manifest.ts';
import type { Progress } from './progress.ts';
import type { OpenArchive } from './read-archive.ts';

/** Takes everything of ours out of `public`. */
export async function clear(client: Client): Promise<void> {
	for (const statement of await clearing(client)) await client.query(statement);
}

/** Fills the schema that the backup's migrations made, in the caller's transaction. Throws `damaged` when the two do not fit. */
export async function loadTables(
	client: Client,
	archive: OpenArchive,
	progress: Progress,
	signal: AbortSignal,
): Promise<void> {
	const { manifest } = archive;
	await refuseMisfits(client, manifest);
	await addPartitions(client, manifest.partitions);
	const { before, after } = await standAside(client);
	for (const statement of before) await client.query(statement);
	// A migration may have put rows of its own.
	await client.query(`truncate ${manifest.tables.map(({ name }) => `public.${quoted(name)}`).join(', ')}`);
	for (const [i, table] of manifest.tables.entries()) {
		progress({ what: 'table', name: table.name, done: i + 1, total: manifest.tables.length });
		await loadTable(client, archive, table, signal);
	}
	for (const { name, last, called } of manifest.sequences)
		await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${quoted(name)}`, last, called]);
	for (const statement of after) await client.query(statement);
}

async function loadTable(client: Client, archive: OpenArchive, table: Manifest['tables'][number], signal: AbortSignal) {
	const columns = table.columns.map(quoted).join(', ');
	const into = client.query(copyFrom(`copy public.${quoted(table.name)} (${columns}) from stdin`));
	await pipeline(await archive.read(tableEntry(table.name)), into, { signal });
	if (into.rowCount !== table.rows)
		throw backupError('damaged', `Of ${table.rows} rows of ${table.name} only ${into.rowCount} were taken.`);
}

/** A table or column that this program does not know would be lost without a word. */
async function refuseMisfits(client: Client, manifest: Manifest) {
	const known = new Map((await keptTables(client)).map(({ name, columns }) => [name, new Set(columns)]));
	for (const { name, columns } of manifest.tables) {
		const missing = columns.find((column) => !known.get(name)?.has(column));
		if (!known.has(name) || missing)
			throw backupError(
				'damaged',
				`The backup holds ${name}${missing ? `.${missing}` : ''}, which its schema does not have in this version of Saunders.`,
			);
	}
}

async function addPartitions(client: Client, wanted: readonly Partition[]) {
	const there = new Set((await partitions(client)).map(({ name }) => name));
	for (const { table, name, bounds } of wanted)
		if (!there.has(name))
			await client.query(`create table public.${quoted(name)} partition of public.${quoted(table)} ${bounds}`);
}
