import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedBinaries } from './binaries.ts';
import { explainOutput } from './errors.ts';
import { openEmbedded } from './open.ts';

const { major } = installedBinaries();
let dataDir: string;
let cluster: string;

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'saunders cluster '));
	cluster = join(dataDir, 'postgres');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('what an interrupted first start left is cleared and the database made', async () => {
	await files(cluster, { PG_VERSION: `${major}\n`, 'base/1/112': 'x', 'global/1260': 'x', 'postgresql.conf': '' });
	await files(`${cluster}.new-Ab12Cd`, { PG_VERSION: `${major}\n` });
	await (await openEmbedded({ dataDir, log: () => undefined })).stop();
	expect(existsSync(join(cluster, 'saunders.json'))).toBe(true);
	expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.log']);
});

test('half a cluster that may hold a database is kept, and the error says what to do', async () => {
	await files(cluster, { PG_VERSION: `${major}\n`, 'base/16384/112': 'x' });
	expect(await codeAndLine()).toEqual([
		'folder_half_written',
		expect.stringMatching(/^.*copied only in part: move it away.*$/),
	]);
	expect(existsSync(join(cluster, 'base/16384/112'))).toBe(true);
});

test('a cluster of ours that lost its core is kept, and the error says to restore a backup', async () => {
	await files(cluster, { PG_VERSION: `${major}\n`, 'saunders.json': '{}', 'base/5/112': 'x' });
	expect(await codeAndLine()).toEqual(['folder_half_written', expect.stringContaining('restore a backup')]);
});

test('files of another program are left alone', async () => {
	await files(cluster, { 'notes.txt': 'mine' });
	expect(await codeAndLine()).toEqual(['folder_not_ours', expect.stringContaining('another program')]);
	expect(existsSync(join(cluster, 'notes.txt'))).toBe(true);
});

test('a link to a disk that is not there is no empty database', async () => {
	await symlink(join(dataDir, 'unplugged'), cluster);
	expect(await codeAndLine()).toEqual(['folder_not_ours', expect.stringContaining('does not exist')]);
});

test('an older cluster asks for backup and restore, a newer one for the newer program', async () => {
	await files(cluster, { PG_VERSION: `${major - 1}\n`, 'saunders.json': '{}' });
	expect(await codeAndLine()).toEqual(['cluster_older', expect.stringContaining('npm run restore')]);
	await files(cluster, { PG_VERSION: `${major + 1}\n` });
	expect(await codeAndLine()).toEqual(['cluster_newer', expect.stringContaining('newer version')]);
});

test('a data folder that is a file is refused', async () => {
	await writeFile(cluster, '');
	expect(await codeAndLine(cluster)).toEqual(['folder_not_writable', expect.stringContaining(cluster)]);
});

test('a full disk and a taken port are read from what PostgreSQL printed', () => {
	const printed = (line: string) => explainOutput(`2026-01-01 LOG:  starting\n${line}\n`, '/data').code;
	expect(printed('initdb: error: could not write file "/data/base/1/2": No space left on device')).toBe('disk_full');
	expect(printed('FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device')).toBe('disk_full');
	expect(printed('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe('port_in_use');
	expect(printed('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe('folder_in_use');
	expect(printed('FATAL:  could not load library')).toBe('postgres_failed');
});

async function files(folder: string, contents: Record<string, string>) {
	for (const [name, content] of Object.entries(contents)) {
		await mkdir(join(folder, name, '..'), { recursive: true });
		await writeFile(join(folder, name), content);
	}
}

async function codeAndLine(folder = dataDir): Promise<[string, string]> {
	const error = (await openEmbedded({ dataDir: folder, log: () => undefined }).catch((thrown: unknown) => thrown)) as {
		code: string;
		message: string;
	};
	return [error.code, error.message];
}
