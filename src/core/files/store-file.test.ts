import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as tick } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { customer, openFiles } from '../../../tests/support/files.ts';
import { ANONYMOUS } from '../access.ts';
import { attachFile } from './attach-file.ts';
import { storeFile } from './store-file.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let files: Awaited<ReturnType<typeof openFiles>>;
const anna = customer();

beforeAll(async () => {
	database = await testDatabase();
	files = await openFiles(database.url);
});
beforeEach(async () => {
	await files.db.deleteFrom('files').execute();
});
afterAll(async () => {
	await files.close();
	await database.drop();
});

const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF';
const SVG =
	'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const picture = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#c2410c' } });

/** A whole PNG of a few kilobytes, black, one bit a point (PNG specification, 5 and 11). */
function bombOf(side: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
		const body = Buffer.concat([Buffer.from(type), data]);
		length.writeUInt32BE(data.length);
		check.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, check]);
	};
	const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	const lines = deflateSync(Buffer.alloc(1_000_000));
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}

/** How each begins, with sound or with pictures. */
const WEBM = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ff', 'hex');

describe('the kind of a file is what its bytes say', () => {
	test.each([
		{ name: 'manual.pdf', says: 'application/pdf', data: PDF, is: 'application/pdf' },
		{ name: 'drawing.svg', says: 'image/svg+xml', data: SVG, is: 'image/svg+xml' },
		{ name: 'page.txt', says: 'text/plain', data: '\uFEFF  <!DOCTYPE html><p>', is: 'text/html' },
		{ name: 'note.txt', says: undefined, data: 'Xin chào, máy nén kêu', is: 'text/plain' },
		{ name: 'parts.csv', says: 'application/vnd.ms-excel', data: 'part,count\n7,1', is: 'text/csv' },
		{ name: 'film.vtt', says: 'text/plain', data: 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi', is: 'text/vtt' },
		{ name: 'Voice note.webm', says: 'audio/webm;codecs=opus', data: WEBM, is: 'audio/webm' },
		{ name: 'film.webm', says: 'video/webm', data: WEBM, is: 'video/webm' },
	])('$name, sent as $says, is $is', async ({ name, says, data, is }) => {
		expect(await files.upload(anna, data, name, says)).toMatchObject({ mime: is, bytes: Buffer.byteLength(data) });
	});

	test.each([
		{ name: 'cat.png', says: 'image/png', data: '<html><script>alert(1)</script></html>' },
		{ name: 'cat.jpg', says: 'image/jpeg', data: SVG },
		{ name: 'cat.jpg', says: 'image/jpeg', data: PDF },
		{ name: 'manual.pdf', says: 'application/pdf', data: 'not a manual' },
		{ name: 'setup.exe', says: 'application/octet-stream', data: `MZ${'\0'.repeat(200)}` },
		{ name: 'noise.bin', says: undefined, data: '\0\u0001\u0002 what is this' },
	])('$name, sent as $says, is refused when it is something else or unknown', async ({ name, says, data }) => {
		await expect(files.upload(anna, data, name, says)).rejects.toMatchObject({ code: 'unsupported_media_type' });
		expect(await files.rows()).toEqual([]);
	});

	test('a picture called by another picture’s name is kept as what it is, under a name that fits', async () => {
		const stored = await files.upload(
			anna,
			await picture().png().toBuffer(),
			'C:\\fakepath\\cat\u202E.jpg',
			'image/jpeg',
		);
		expect(stored).toMatchObject({ mime: 'image/png', name: 'cat.jpg.png', width: 40, height: 30 });
	});

	test.each([
		['../../etc/passwd', 'passwd.txt'],
		['run.bat', 'run.bat.txt'],
		['ภาพถ่าย.txt', 'ภาพถ่าย.txt'],
		['"<>|', 'file.txt'],
		[`${'x'.repeat(300)}.log`, `${'x'.repeat(120)}.log`],
	])('a text called %j is kept as %j', async (given, kept) => {
		expect((await files.upload(anna, 'text', given)).name).toBe(kept);
	});
});

describe('pictures', () => {
	test('come in web sizes, upright, without the place they were taken at', async () => {
		const photo = await picture(2000, 1000)
			.withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '13/1 45/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		const stored = await files.upload(anna, photo, 'IMG_1.jpg', 'image/jpeg');
		expect(stored).toMatchObject({ width: 1000, height: 2000, widths: [320, 640, 1000] });
		for (const [width, format] of [
			[320, 'webp'],
			[640, 'webp'],
			[1000, 'jpeg'],
		] as const) {
			const { body } = await files.get(anna, stored.id, { width });
			const metadata = await sharp(body).metadata();
			expect(metadata).toMatchObject({ format, width, height: width * 2 });
			expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
		}
	});

	test.each(['png', 'webp', 'avif', 'gif'] as const)('without metadata a %s is kept byte for byte', async (format) => {
		const data = await picture().toFormat(format).toBuffer();
		const stored = await files.upload(anna, data, `a.${format}`, `image/${format}`);
		expect((await files.get(anna, stored.id)).body).toEqual(data);
	});

	test('that move still move when smaller', async () => {
		const frames = await Promise.all(
			['red', 'blue'].map((background) =>
				sharp({ create: { width: 400, height: 200, channels: 3, background } })
					.png()
					.toBuffer(),
			),
		);
		const gif = await sharp(frames, { join: { animated: true } })
			.gif({ delay: [100, 100] })
			.toBuffer();
		const stored = await files.upload(anna, gif, 'turn.gif', 'image/gif');
		expect(stored).toMatchObject({ width: 400, height: 200, widths: [320, 400] });
		const { body } = await files.get(anna, stored.id, { width: 320 });
		expect(await sharp(body, { animated: true }).metadata()).toMatchObject({
			format: 'webp',
			pages: 2,
			pageHeight: 160,
		});
	});

	test('that unpack to billions of points, or are damaged, are refused', async () => {
		await expect(files.upload(anna, bombOf(60_000), 'bomb.png')).rejects.toMatchObject({
			detail: expect.stringContaining('64 million'),
		});
		const whole = await picture(800, 600).png({ compressionLevel: 0 }).toBuffer();
		await expect(files.upload(anna, whole.subarray(0, 9_000), 'half.png')).rejects.toMatchObject({
			code: 'unsupported_media_type',
			detail: expect.stringContaining('damaged'),
		});
		expect(await files.rows()).toEqual([]);
	});
});

describe('an upload that fails leaves nothing behind', () => {
	const store = (source: Readable, storage = files.storage) =>
		storeFile({ storage, transact: files.transact }, anna, { name: 'a.txt', source, maxBytes: 1_048_576 });

	test('too large: the sender can still be answered, and the rest is not read', async () => {
		let sent = 0;
		const endless = new Readable({
			read() {
				sent += 65_536;
				this.push(Buffer.alloc(65_536, 'x'));
			},
		});
		const before = await files.onDisk();
		await expect(store(endless)).rejects.toMatchObject({
			code: 'payload_too_large',
			detail: expect.stringContaining('1 MB'),
		});
		expect(endless.destroyed).toBe(false);
		expect(sent).toBeLessThan(4_194_304);
		expect(await files.onDisk()).toEqual(before);
	});

	test('broken off, or empty', async () => {
		const before = await files.onDisk();
		const cut = new Readable({ read() {} });
		cut.push('half of');
		void tick().then(() => cut.destroy());
		await expect(store(cut)).rejects.toMatchObject({
			code: 'invalid_input',
			detail: expect.stringContaining('ended before'),
		});
		await expect(store(Readable.from([]))).rejects.toMatchObject({
			code: 'invalid_input',
			detail: 'The file is empty.',
		});
		expect(await files.onDisk()).toEqual(before);
	});

	test.skipIf(process.platform !== 'linux')('the disk is full while it comes in', async () => {
		const before = await files.onDisk();
		// The kernel's own full disk.
		const full = path.join(files.dataDir, 'full');
		const storage = { ...files.storage, stagingFile: async () => (await symlink('/dev/full', full), full) };
		await expect(store(Readable.from([Buffer.from('text')]), storage)).rejects.toMatchObject({
			code: 'disk_full',
			status: 507,
		});
		expect(await files.onDisk()).toEqual(before);
	});

	test.skipIf(process.platform !== 'linux')('the disk is full when it is put in its place', async () => {
		const before = await files.onDisk();
		const key = files.storage.newKey();
		await files.storage.put(key, { data: Buffer.from('x') }, 'text/plain');
		await files.storage.remove([key]);
		await symlink('/dev/full', path.join(files.dataDir, 'files', `${key.slice('local:'.length)}-320`));
		const storage = { ...files.storage, newKey: () => key };
		const source = Readable.from([await picture(400, 300).png().toBuffer()]);
		await expect(store(source, storage)).rejects.toMatchObject({ code: 'disk_full' });
		expect(await files.onDisk()).toEqual(before);
		expect(await files.rows()).toEqual([]);
	});

	test('nobody known sends it', async () => {
		await expect(files.upload(ANONYMOUS, 'text', 'a.txt')).rejects.toMatchObject({ code: 'unauthenticated' });
	});
});

describe('an upload belongs to its uploader', () => {
	const owner = { type: 'translation', id: '01890000-0000-7000-8000-000000000001' };

	test('who alone may attach it, to one row', async () => {
		const { id } = await files.upload(anna, PDF, 'a.pdf');
		await expect(files.transact((tx) => attachFile(tx, customer(), id, owner))).rejects.toMatchObject({
			code: 'not_found',
		});
		await files.transact((tx) => attachFile(tx, anna, id, owner));
		await files.transact((tx) => attachFile(tx, anna, id, owner));
		const other = { ...owner, id: '01890000-0000-7000-8000-000000000002' };
		await expect(files.transact((tx) => attachFile(tx, anna, id, other))).rejects.toMatchObject({ code: 'not_found' });
	});

	test('its bytes are those that were sent', async () => {
		const { id, sha256 } = await files.upload(anna, PDF, 'a.pdf');
		const [row] = (await files.rows()).filter((candidate) => candidate.id === id);
		const file = path.join(files.dataDir, 'files', row?.storage_key.slice('local:'.length) ?? '');
		expect(await readFile(file, 'utf8')).toBe(PDF);
		expect(sha256).toMatch(/^[0-9a-f]{64}$/);
	});
});
