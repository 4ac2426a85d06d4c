import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { customer, openFiles } from '../../../tests/support/files.ts';
import { startS3 } from '../../../tests/support/s3.ts';
import { storeFile } from './store-file.ts';
import { sweepFiles } from './sweep-files.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let files: Awaited<ReturnType<typeof openFiles>>;
let s3: Awaited<ReturnType<typeof startS3>>;
const anna = customer();

beforeAll(async () => {
	database = await testDatabase();
	s3 = await startS3();
	files = await openFiles(database.url, { ...s3.env });
});
afterEach(async () => {
	s3.objects.clear();
	Object.assign(s3.state, { trouble: undefined, later: 0 });
	Object.assign(files.env, s3.env);
	await files.db.deleteFrom('files').execute();
});
afterAll(async () => {
	await files.close();
	await s3.close();
	await database.drop();
});

const follow = (reply: { headers: Record<string, string> }, headers: Record<string, string> = {}) =>
	fetch(reply.headers.location ?? '', { headers });

test('a file goes to the bucket and comes by a link that lives a minute', async () => {
	const { id } = await files.upload(anna, '%PDF-1.4 Anleitung', 'Anleitung für Aria.pdf', 'application/pdf');
	expect([...s3.objects.values()].map(({ mime, data }) => [mime, String(data)])).toEqual([
		['application/pdf', '%PDF-1.4 Anleitung'],
	]);
	expect(await files.onDisk()).toEqual([]);

	const reply = await files.get(anna, id);
	expect(reply).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' }, body: undefined });
	const got = await follow(reply);
	expect(got.headers.get('content-type')).toBe('application/pdf');
	expect(got.headers.get('content-disposition')).toMatch(/^attachment; .*Anleitung%20f%C3%BCr%20Aria\.pdf$/);
	expect(await got.text()).toBe('%PDF-1.4 Anleitung');
	expect(await (await follow(reply, { range: 'bytes=5-7' })).text()).toBe('1.4');

	s3.state.later = 45_000;
	expect((await follow(reply)).status).toBe(200);
	s3.state.later = 62_000;
	expect((await follow(reply)).status).toBe(403);
});

test('a link cannot be turned to another file', async () => {
	const [one, other] = [await files.upload(anna, 'one', 'a.txt'), await files.upload(anna, 'other', 'b.txt')];
	const [{ headers }, { headers: others }] = [await files.get(anna, one.id), await files.get(anna, other.id)];
	const forged = new URL(headers.location ?? '');
	forged.pathname = new URL(others.location ?? '').pathname;
	expect((await fetch(forged)).status).toBe(403);
});

test('nobody gets a link who may not read', async () => {
	const { id } = await files.upload(anna, 'secret', 'a.txt');
	await expect(files.get(customer(), id)).rejects.toMatchObject({ code: 'not_found' });
});

test('pictures lie there in all sizes, and a sweep takes them all', async () => {
	const data = await sharp({ create: { width: 700, height: 10, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	const { id } = await files.upload(anna, data, 'a.png');
	expect([...s3.objects.values()].map(({ mime }) => mime).toSorted()).toEqual([
		'image/png',
		'image/webp',
		'image/webp',
	]);
	expect((await follow(await files.get(anna, id, { width: 300 }))).headers.get('content-type')).toBe('image/webp');
	files.later(86_401_000);
	expect(await sweepFiles(files)).toBe(1);
	expect(s3.objects.size).toBe(0);
	files.later(-86_401_000);
});

test('captions come from ourselves, since a page may not take them from elsewhere', async () => {
	const { id } = await files.upload(anna, 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi', 'a.vtt');
	const reply = await files.get(anna, id);
	expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'text/vtt; charset=utf-8' } });
	expect(String(reply.body)).toContain('WEBVTT');
});

test('captions in a bucket come whole although a part was asked for, and no other length is promised', async () => {
	const text = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi';
	const { id } = await files.upload(anna, text, 'a.vtt');
	const reply = await files.get(anna, id, { range: 'bytes=0-5' });
	expect(reply).toMatchObject({ status: 200, headers: { 'content-length': String(text.length) } });
	expect(reply.headers).not.toHaveProperty('accept-ranges');
	expect(String(reply.body)).toBe(text);
});

test('captions in a bucket that does not answer are unavailable, which is no fault of ours', async () => {
	const { id } = await files.upload(anna, 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi', 'a.vtt');
	s3.state.trouble = 403;
	await expect(files.get(anna, id)).rejects.toMatchObject({ code: 'unavailable', cause: expect.any(Error) });
});

test('a large file is streamed', async () => {
	const source = Readable.from(Array.from({ length: 160 }, () => Buffer.alloc(65_536, 'x')));
	const stored = await storeFile(files, anna, { name: 'long.txt', source });
	expect(stored.bytes).toBe(10_485_760);
	expect([...s3.objects.values()][0]?.data.length).toBe(10_485_760);
});

test('a bucket in trouble or gone is told as such, and nothing is left behind', async () => {
	s3.state.trouble = 403;
	await expect(files.upload(anna, 'text', 'a.txt')).rejects.toMatchObject({ code: 'unavailable' });
	Object.assign(files.env, { S3_ENDPOINT: 'http://127.0.0.1:9' });
	await expect(files.upload(anna, 'text', 'a.txt')).rejects.toMatchObject({ code: 'unavailable' });
	expect([await files.rows(), await files.onDisk(), s3.objects.size]).toEqual([[], [], 0]);
});

test('files stay readable where they are when the setting moves elsewhere', async () => {
	Object.assign(files.env, { S3_BUCKET: '' });
	const local = await files.upload(anna, 'on this machine', 'a.txt');
	Object.assign(files.env, s3.env);
	const remote = await files.upload(anna, 'in the bucket', 'b.txt');
	expect(String((await files.get(anna, local.id)).body)).toBe('on this machine');
	expect(await (await follow(await files.get(anna, remote.id))).text()).toBe('in the bucket');
	Object.assign(files.env, { S3_BUCKET: '' });
	await expect(files.get(anna, remote.id)).rejects.toMatchObject({ code: 'unavailable' });
});
