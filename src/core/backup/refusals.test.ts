import { copyFile, cp, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPromise } from 'yauzl';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import {
	backUp,
	contentOf,
	fillApp,
	never,
	newFolder,
	putBack,
	withClient,
	writeArticle,
} from '../../../tests/support/backup.ts';
import { openTarget } from '../../../tests/support/restore-target.ts';
import { MIGRATIONS } from '../migrate.ts';
import { clearing } from './catalog.ts';
import { openArchive, verify } from './read-archive.ts';
import { writeArchive } from './write-archive.ts';

// The passphrase costs time on purpose.
vi.setConfig({ testTimeout: 60_000 });

let one: TestApp;
let folder: string;
let file: string;

beforeAll(async () => {
	one = await testApp();
	await fillApp(one.app);
	folder = await newFolder();
	file = path.join(folder, 'whole.zip');
	await backUp(one.app, one.url, file);
});
afterAll(async () => {
	await one.stop();
	await rm(folder, { recursive: true });
});
const target = openTarget();

const untouched = async () => {
	expect(await withClient(target.url, clearing)).toEqual([]);
	expect(await readdir(target.dataDir)).toEqual([]);
};

async function changed(name: string, change: (copy: string, bytes: number) => Promise<void>): Promise<string> {
	const copy = path.join(folder, name);
	await copyFile(file, copy);
	await change(copy, (await stat(copy)).size);
	return copy;
}

async function flip(name: string, at: number) {
	const handle = await open(name, 'r+');
	const byte = Buffer.alloc(1);
	await handle.read(byte, 0, 1, at);
	await handle.write(Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at);
	await handle.close();
}

async function check(name: string) {
	const archive = await openArchive(name);
	await verify(archive, () => {}, never).finally(() => archive.close());
}

test('a wrong passphrase is refused as such and nothing is touched', async () => {
	await expect(target.restore(file, { passphrase: 'correct horse battery stapler' })).rejects.toMatchObject({
		code: 'wrong_passphrase',
	});
	await untouched();
});

test('a backup that was cut off is refused wherever the cut is', async () => {
	for (const share of [0, 0.3, 0.99]) {
		const cut = await changed('cut.zip', (copy, bytes) => truncate(copy, Math.floor(bytes * share)));
		await expect(target.restore(cut)).rejects.toMatchObject({ code: 'damaged' });
	}
	await untouched();
});

test('one wrong byte in anything that would be put back is found', async () => {
	const zip = await openPromise(file, { autoClose: false });
	const middles = new Map<string, number>();
	for await (const entry of zip.eachEntry()) {
		const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
		if (entry.uncompressedSize > 0) middles.set(entry.fileName, fileDataStart + Math.floor(entry.compressedSize / 2));
	}
	zip.close();
	expect([...middles.keys()]).toEqual(expect.arrayContaining(['manifest.json', 'tables/events.copy', 'jobs.copy']));
	middles.delete('secret.json');
	for (const [name, at] of middles) {
		const wrong = await changed('wrong.zip', (copy) => flip(copy, at));
		await expect(check(wrong), name).rejects.toMatchObject({ code: 'damaged' });
	}
});

test('a file that is no backup is called so', async () => {
	const zip = path.join(folder, 'other.zip');
	await writeArchive(zip, async (archive) => archive.addText('readme.txt', 'hello'), new AbortController().signal);
	await expect(target.restore(zip)).rejects.toMatchObject({ code: 'not_a_backup' });
	const text = path.join(folder, 'text.zip');
	await writeFile(text, 'hello');
	await expect(target.restore(text)).rejects.toMatchObject({ code: 'damaged' });
	await untouched();
});

test('another secret that the environment pins is refused, the same one is left where it is', async () => {
	await expect(target.restore(file, { secret: 'another secret of thirty-two letters' })).rejects.toMatchObject({
		code: 'other_secret',
	});
	await untouched();
	const secret = (await readFile(path.join(one.app.config.DATA_DIR, 'secret'), 'utf8')).trim();
	await target.restore(file, { secret });
	expect(await readdir(target.dataDir)).not.toContain('secret');
});

test('a backup of a newer schema is refused', async () => {
	const older = await mkdtemp(path.join(tmpdir(), 'migrations-'));
	await copyFile(path.join(MIGRATIONS, '0001_core.sql'), path.join(older, '0001_core.sql'));
	await expect(target.restore(file, { migrations: older })).rejects.toMatchObject({ code: 'schema_newer' });
	await untouched();
});

test('a backup of an older schema gets that schema, then today’s', async () => {
	const newer = await mkdtemp(path.join(tmpdir(), 'migrations-'));
	await cp(MIGRATIONS, newer, { recursive: true });
	await writeFile(
		path.join(newer, '9000_names.sql'),
		"alter table customers rename column name to full_name; update customers set full_name = full_name || '!' where full_name is not null",
	);
	await target.restore(file, { migrations: newer });
	const names = await withClient(
		target.url,
		async (client) => (await client.query('select full_name from customers')).rows,
	);
	expect(names).toEqual([{ full_name: 'Mai!' }]);
});

test('a database that holds something is replaced only when told so', async () => {
	await target.restore(file);
	const before = await contentOf(one.url);
	const customer = { id: '0190b5a0-0000-7000-8000-000000000001', created_at: new Date() };
	await withClient(target.url, (client) =>
		client.query('insert into customers (id, created_at) values ($1, $2)', [customer.id, customer.created_at]),
	);
	await expect(target.restore(file)).rejects.toMatchObject({ code: 'not_empty' });
	expect((await contentOf(target.url)).customers).toHaveLength((before.customers?.length ?? 0) + 1);
	await target.restore(file, { replace: true });
	expect(await contentOf(target.url)).toEqual(before);
});

test('a restore that fails half way leaves the database as it was', async () => {
	await target.restore(file);
	const before = await contentOf(target.url);
	await writeArticle(one.app, 'newer');
	const newer = path.join(folder, 'newer.zip');
	await backUp(one.app, one.url, newer);
	// A file where a folder must be: the rows are in, the files cannot follow.
	await rm(path.join(target.dataDir, 'files'), { recursive: true });
	await writeFile(path.join(target.dataDir, 'files'), '');
	await expect(target.restore(newer, { replace: true })).rejects.toThrow(/ENOTDIR|EEXIST/);
	expect(await contentOf(target.url)).toEqual(before);
	expect(await readdir(target.dataDir)).not.toContain('secret.restored');
});

test('a database that a server works on is refused', async () => {
	await expect(putBack(one.url, file, { dataDir: target.dataDir, replace: true })).rejects.toMatchObject({
		code: 'in_use',
	});
});

test('a backup that is stopped or fails leaves no file', async () => {
	const stopping = new AbortController();
	const half = path.join(folder, 'half.zip');
	stopping.abort(new Error('stopped'));
	await expect(backUp(one.app, one.url, half, stopping.signal)).rejects.toThrow();
	await expect(backUp(one.app, one.url, path.join(folder, 'none/x.zip'))).rejects.toThrow(/ENOENT/);
	expect((await readdir(folder)).filter((name) => name.includes('half') || name.endsWith('.part'))).toEqual([]);
});

test('a database without Saunders is not backed up as if it were', async () => {
	await expect(backUp(one.app, target.url, path.join(folder, 'none.zip'))).rejects.toMatchObject({
		code: 'nothing_to_back_up',
	});
});
