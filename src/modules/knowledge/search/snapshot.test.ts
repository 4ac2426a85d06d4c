import { appendFile, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeIndex, recordOf, remove, searchIndex, upsert } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';
import { search } from './search.ts';
import { shelf, writeShelf } from './shelf.fixture.ts';
import { readSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

const shown = (index: SearchIndex, id: string) => recordOf(index, id)?.toString();
const ids = (index: SearchIndex, question: string) => search(index, question).hits.map(({ id }) => id);

let folder: string;
let file: string;
let made: Snapshot;

beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'snapshot '));
	file = path.join(folder, 'search.snapshot');
	writeShelf(file, shelf, 42);
	made = (await readSnapshot(file))!;
});

afterEach(async () => {
	made.records.close();
	await rm(folder, { recursive: true });
});

describe('a snapshot', () => {
	test('answers as the index it was made of', async () => {
		const before = searchIndex();
		for (const document of shelf) upsert(before, document);
		const snapshot = await readSnapshot(file);
		const after = searchIndex(snapshot);
		expect(snapshot!.version).toBe(42);
		for (const question of ['oil leak', 'refnud', '漏油', 'hoan tien', 'เงินคืน', 'E47', 'Where is my money?']) {
			expect(ids(after, question)).toEqual(ids(before, question));
		}
		closeIndex(after);
	});

	test('gives back what is shown of each document, and of those that changed since', () => {
		const index = searchIndex(made);
		expect(shown(index, 'leak-th')).toBe('leak in th');
		expect(shown(index, 'warranty-en')).toBe('warranty in en');
		upsert(index, { ...shelf[0]!, record: Buffer.from('changed') });
		upsert(index, { ...shelf[0]!, id: 'fresh', record: Buffer.from('fresh') });
		expect(shown(index, 'leak-en')).toBe('changed');
		expect(shown(index, 'fresh')).toBe('fresh');
		remove(index, 'fresh');
		expect(recordOf(index, 'fresh')).toBeUndefined();
	});

	test('takes changes on top', () => {
		const index = searchIndex(made);
		remove(index, 'error-en');
		upsert(index, { ...shelf[0]!, id: 'fresh', articleId: 'fresh', title: 'Zinc anodes' });
		expect(search(index, 'zinc anodes', { lang: 'en' }).hits[0]?.id).toBe('fresh');
		expect(search(index, 'E-47', { lang: 'en' }).hits).toEqual([]);
	});

	test('replaces the one before, which whoever has it open can still read', async () => {
		writeShelf(file, [], 43);
		const next = (await readSnapshot(file))!;
		expect(next).toMatchObject({ version: 43, built: [] });
		expect(shown(searchIndex(made), 'leak-th')).toBe('leak in th');
		expect(await readdir(folder)).toEqual(['search.snapshot']);
		next.records.close();
	});

	test('of another layout is not read', async () => {
		await writeFile(file, Buffer.alloc(100_000));
		expect(await readSnapshot(file)).toBeUndefined();
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
		['has a flipped bit', flipBitInTheMiddle],
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

async function flipBitInTheMiddle() {
	const handle = await open(file, 'r+');
	const { size } = await handle.stat();
	const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size >> 1);
	await handle.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, size >> 1);
	await handle.close();
}
