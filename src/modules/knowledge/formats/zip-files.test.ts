import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { expect, onTestFinished, test } from 'vitest';
import { LIMITS } from './source-files.ts';
import { zipFiles } from './zip-files.ts';

type Content = Record<string, string | Buffer>;

async function zipOf(content: Content, mode?: number): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [path, data] of Object.entries(content)) zip.addBuffer(Buffer.from(data), path, mode ? { mode } : {});
	zip.end();
	return buffer(zip.outputStream);
}

/** Writes another name of the same length, or other bytes, over what a well-behaved writer wrote. */
function forged(zip: Buffer, from: string, to: string): Buffer {
	return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

async function codes(zip: Buffer, limits = LIMITS): Promise<unknown> {
	const { files, problems } = await zipFiles(zip, limits);
	return { files: files.map((file) => file.path), problems: problems.map((problem) => problem.error?.code) };
}

test('files come in the order of their paths, without what systems leave behind', async () => {
	const zip = await zipOf({ 'b.md': 'b', 'a/คู่มือ.md': 'a', '__MACOSX/b.md': 'x', '.DS_Store': 'x' });
	const { files } = await zipFiles(zip);
	expect(files.map((file) => file.path)).toEqual(['a/คู่มือ.md', 'b.md']);
	expect((await files[0]?.read())?.toString()).toBe('a');
});

test.each([
	['up/../../x.md', 'upxxxxxxxxx.md'],
	['/etc/passwd', 'xetcxpasswd'],
	['C:/boot.ini', 'Cxxboot.ini'],
	['a\\..\\b.md', 'axxxxxb.md'],
])('the path %s is refused and the others are read', async (path, placeholder) => {
	const zip = forged(
		await zipOf({ [placeholder.slice(0, path.length).padEnd(path.length, 'x')]: 'x', 'ok.md': 'ok' }),
		placeholder.slice(0, path.length).padEnd(path.length, 'x'),
		path,
	);
	expect(await codes(zip)).toEqual({ files: ['ok.md'], problems: ['zip_unsafe_path'] });
});

test('an archive of thousands of files on disk is read file by file, until it is closed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'saunders zip-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	const zip = new ZipFile();
	for (let n = 0; n < 12_000; n++) zip.addBuffer(Buffer.from(`# ${n}`), `a/${n}.md`, { compress: false });
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(join(folder, 'large.zip')));
	const { files, problems, close } = await zipFiles(join(folder, 'large.zip'));
	expect([files.length, problems]).toEqual([12_000, []]);
	expect((await files.find(({ path }) => path === 'a/11999.md')?.read())?.toString()).toBe('# 11999');
	close?.();
	await expect(files[0]?.read()).rejects.toThrow();
});

test('a symbolic link is refused', async () => {
	expect(await codes(await zipOf({ link: '/etc/passwd' }, 0o120777))).toEqual({ files: [], problems: ['zip_link'] });
});

test('an encrypted file is refused', async () => {
	const zip = await zipOf({ 'a.md': 'secret' });
	const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
	zip.writeUInt16LE(zip.readUInt16LE(central + 8) | 1, central + 8);
	expect(await codes(zip)).toEqual({ files: [], problems: ['zip_encrypted'] });
});

test('a file that unpacks to far more than its size is refused', async () => {
	const zip = await zipOf({ 'bomb.md': Buffer.alloc(5_000_000), 'ok.md': 'ok' });
	expect(await codes(zip)).toEqual({ files: ['ok.md'], problems: ['zip_bomb'] });
});

test('too large a file, too many files and too much in all have their own codes', async () => {
	const zip = await zipOf({ 'a.md': 'aaaa', 'b.md': 'bb', 'c.md': 'c' });
	expect(await codes(zip, { ...LIMITS, fileBytes: 3 })).toEqual({
		files: ['b.md', 'c.md'],
		problems: ['file_too_large'],
	});
	expect(await codes(zip, { ...LIMITS, files: 2 })).toEqual({ files: [], problems: ['zip_too_many_files'] });
	expect(await codes(zip, { ...LIMITS, totalBytes: 5 })).toEqual({ files: [], problems: ['zip_too_large'] });
});

test('a file that is longer than it says cannot be read', async () => {
	const zip = await zipOf({ 'a.md': 'a'.repeat(5_000) });
	const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
	zip.writeUInt32LE(10, central + 24);
	const { files } = await zipFiles(zip);
	await expect(files[0]?.read()).rejects.toThrow();
});

test('what is no zip, or half of one, is broken', async () => {
	const zip = await zipOf({ 'a.md': 'a' });
	for (const bytes of [Buffer.from('PK nonsense'), Buffer.alloc(0), zip.subarray(0, zip.length / 2)]) {
		expect(await codes(bytes)).toEqual({ files: [], problems: ['zip_broken'] });
	}
});
