import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

let dataDir: string;
let path: string;

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'saunders-lock-'));
	path = join(dataDir, 'saunders.lock');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('one of many who try at once gets the folder, and it is free after release', async () => {
	const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(dataDir)));
	const winners = tries.filter((result) => result.status === 'fulfilled');
	expect(winners).toHaveLength(1);
	await winners[0]?.value.release();
	expect(await readdir(dataDir)).toEqual([]);
	await (await lockFolder(dataDir)).release();
});

test('a process whose number was used again does not hold the folder', async () => {
	const lock = await lockFolder(dataDir);
	const holder = JSON.parse(await readFile(path, 'utf8')) as object;
	await lock.release();
	await writeFile(path, JSON.stringify({ ...holder, started: 'before' }));
	await (await lockFolder(dataDir)).release();
});

test('a lock that says nothing readable is taken over', async () => {
	await writeFile(path, '{"pid":');
	await (await lockFolder(dataDir)).release();
});

test('in another container the holder lives as long as it touches the file', async () => {
	const foreign = JSON.stringify({ pid: 1, started: '1', world: 'another boot' });
	await writeFile(path, foreign);
	const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), 100);
	await expect(lockFolder(dataDir)).rejects.toMatchObject({ code: 'folder_in_use' });
	clearInterval(beat);
	const longAgo = new Date(Date.now() - 60_000);
	await utimes(path, longAgo, longAgo);
	await (await lockFolder(dataDir)).release();
});
