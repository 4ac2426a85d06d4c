import { appendFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildIndex } from './build.ts';
import { remove, searchIndex, upsert } from './search-index.ts';
import type { BuiltIndex } from './search-index.ts';
import { search } from './search.ts';
import { shelf } from './shelf.fixture.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

let folder: string;
let file: string;
let built: BuiltIndex;

beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'snapshot '));
	file = path.join(folder, 'search.snapshot');
	built = await buildIndex([shelf]);
	await writeSnapshot(file, { version: 42, built });
});

afterEach(() => rm(folder, { recursive: true }));

describe('a snapshot', () => {
	test('answers as the index it was made of', async () => {
		const before = searchIndex(built);
		const snapshot = await readSnapshot(file);
		const after = searchIndex(snapshot!.built);
		expect(snapshot!.version).toBe(42);
		for (const question of ['oil leak', 'refnud', '漏油', 'hoan tien', 'เงินคืน', 'E47', 'Where is my money?']) {
			expect(search(after, question)).toEqual(search(before, question));
		}
	});

	test('takes changes on top', async () => {
		const index = searchIndex((await readSnapshot(file))!.built);
		remove(index, 'error-en');
		upsert(index, { ...shelf[0]!, id: 'fresh', articleId: 'fresh', title: 'Zinc anodes' });
		expect(search(index, 'zinc anodes', { lang: 'en' }).hits[0]?.id).toBe('fresh');
		expect(search(index, 'E-47', { lang: 'en' }).hits).toEqual([]);
	});

	test('replaces the one before', async () => {
		await writeSnapshot(file, { version: 43, built: [] });
		expect(await readSnapshot(file)).toEqual({ version: 43, built: [] });
	});

	test('of another version of the program is not read', async () => {
		const bytes = await readFile(file, 'latin1');
		await writeFile(file, bytes.replace('saunders-search', 'saunders-other!'), 'latin1');
		expect(await readSnapshot(file)).toBeUndefined();
	});

	test.each([
		['is missing', () => rm(file)],
		['is empty', () => truncate(file)],
		['is cut short', () => truncate(file, 5_000)],
		['has no header', () => writeFile(file, Buffer.alloc(100_000))],
		['has a flipped bit', flipLastByte],
	])('that %s is refused', async (_, damage) => {
		await damage();
		await expect(readSnapshot(file)).rejects.toThrow();
		await writeFile(file, '');
	});

	test('ignores what is written after its end', async () => {
		await appendFile(file, 'more');
		expect((await readSnapshot(file))?.version).toBe(42);
	});
});

async function flipLastByte() {
	const handle = await open(file, 'r+');
	const { size } = await handle.stat();
	const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
	await handle.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, size - 1);
	await handle.close();
}
