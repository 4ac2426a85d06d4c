import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { customer, openFiles } from '../../../tests/support/files.ts';
import { ANONYMOUS } from '../access.ts';
import { attachFile } from './attach-file.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let files: Awaited<ReturnType<typeof openFiles>>;
const anna = customer();
const letters = 'abcdefghijklmnopqrstuvwxyz';

beforeAll(async () => {
	database = await testDatabase();
	files = await openFiles(database.url);
});
afterAll(async () => {
	await files.close();
	await database.drop();
});

/** A file that hangs on a row of kind `note`, whose policy the test sets. */
async function attached(data: Uint8Array | string, name: string) {
	const { id } = await files.upload(anna, data, name);
	await files.transact((tx) => attachFile(tx, anna, id, { type: 'note', id }));
	return id;
}

test('the owner’s policy is asked at every request', async () => {
	const id = await attached(letters, 'a.txt');
	await expect(files.get(anna, id)).rejects.toMatchObject({ code: 'not_found' });

	files.policies.note = async (_db, _actor, file) => (file.owner_id === id ? 'public' : 'no');
	const reply = await files.get(ANONYMOUS, id);
	expect(reply.headers).toMatchObject({ 'cache-control': 'public, max-age=300', 'content-length': '26' });
	expect(String(reply.body)).toBe(letters);

	files.policies.note = async (_db, actor) => (actor === anna ? 'private' : 'no');
	expect((await files.get(anna, id)).headers['cache-control']).toBe('private, no-cache');
	await expect(files.get(ANONYMOUS, id)).rejects.toMatchObject({ code: 'not_found' });
	const etag = String(reply.headers.etag);
	await expect(files.get(ANONYMOUS, id, { ifNoneMatch: etag })).rejects.toMatchObject({ code: 'not_found' });
});

test('an upload that hangs on nothing is its uploader’s alone', async () => {
	const { id } = await files.upload(anna, letters, 'a.txt');
	expect(await files.get(anna, id)).toMatchObject({ status: 200 });
	for (const actor of [ANONYMOUS, customer()])
		await expect(files.get(actor, id)).rejects.toMatchObject({ code: 'not_found' });
	for (const wrong of ['x', '../secret', '01890000-0000-7000-8000-000000000009'])
		await expect(files.get(anna, wrong)).rejects.toMatchObject({ code: 'not_found' });
});

test('only raster pictures show by themselves; what could run is shut in and downloaded', async () => {
	const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	const headersOf = async (data: Uint8Array | string, name: string) => {
		const { id } = await files.upload(anna, data, name);
		const { headers } = await files.get(anna, id);
		return headers;
	};
	const picture = await headersOf(png, 'a.png');
	expect(picture['content-disposition']).toMatch(/^inline/);
	expect(picture).not.toHaveProperty('content-security-policy');
	for (const [data, name, type] of [
		['<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg', 'image/svg+xml'],
		['<!doctype html><script>1</script>', 'a.html', 'text/html; charset=utf-8'],
		['%PDF-1.4 x', 'a.pdf', 'application/pdf'],
		['RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0', 'a.wav', 'audio/wav'],
	] as const) {
		const headers = await headersOf(data, name);
		expect(headers).toMatchObject({
			'content-type': type,
			'x-content-type-options': 'nosniff',
			'content-disposition': expect.stringMatching(/^attachment/),
			'content-security-policy': expect.stringMatching(/^sandbox/),
		});
	}
});

test('names in any script survive, and none breaks out of its header', async () => {
	const { id } = await files.upload(anna, letters, 'คู่มือ "Aria"\r\nX: y (2).txt');
	const { headers } = await files.get(anna, id);
	expect(headers['content-disposition']).toMatch(
		/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%E0%B8[\w%.-]*\.txt$/,
	);
	expect(decodeURIComponent(String(headers['content-disposition']).split("''")[1] ?? '')).toBe('คู่มือ AriaX y (2).txt');
});

test.each([
	['bytes=0-4', 206, 'abcde', 'bytes 0-4/26'],
	['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
	['bytes=-3', 206, 'xyz', 'bytes 23-25/26'],
	['bytes=-99', 206, letters, 'bytes 0-25/26'],
	['bytes=24-99', 206, 'yz', 'bytes 24-25/26'],
	['bytes=26-', 416, '', 'bytes */26'],
	['bytes=-0', 416, '', 'bytes */26'],
	['bytes=5-2', 200, letters, undefined],
	['bytes=0-1,4-5', 200, letters, undefined],
	['lines=1-2', 200, letters, undefined],
])('a player that asks for %s gets %i', async (range, status, body, contentRange) => {
	const { id } = await files.upload(anna, letters, 'a.txt');
	const reply = await files.get(anna, id, { range });
	expect([reply.status, String(reply.body ?? ''), reply.headers['content-range']]).toEqual([
		status,
		body,
		contentRange,
	]);
	if (body) expect(reply.headers['content-length']).toBe(String(body.length));
});

test('a range of something that has changed gets the whole, and what did not change is not sent again', async () => {
	const { id } = await files.upload(anna, letters, 'a.txt');
	const { headers } = await files.get(anna, id);
	const etag = String(headers.etag);
	expect((await files.get(anna, id, { range: 'bytes=0-1', ifRange: '"other"' })).status).toBe(200);
	expect((await files.get(anna, id, { range: 'bytes=0-1', ifRange: etag })).status).toBe(206);
	expect(await files.get(anna, id, { ifNoneMatch: `"x", W/${etag}` })).toMatchObject({ status: 304, body: undefined });
});

test('a picture comes in the smallest size that is wide enough', async () => {
	const data = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	const { id, widths } = await files.upload(anna, data, 'a.png');
	expect(widths).toEqual([320, 640, 800]);
	const got = await Promise.all([1, 320, 321, 700, 5_000].map((width) => files.get(anna, id, { width })));
	const sizes = await Promise.all(got.map(async ({ body }) => (await sharp(body).metadata()).width));
	expect(sizes).toEqual([320, 320, 640, 800, 800]);
	expect(new Set(got.map(({ headers }) => headers.etag)).size).toBe(3);
});

test('a file whose bytes are gone is not there', async () => {
	const { id } = await files.upload(anna, letters, 'a.txt');
	const row = await files.db.selectFrom('files').select('storage_key').where('id', '=', id).executeTakeFirstOrThrow();
	await files.storage.remove([row.storage_key]);
	await expect(files.get(anna, id)).rejects.toMatchObject({ code: 'not_found' });
});
