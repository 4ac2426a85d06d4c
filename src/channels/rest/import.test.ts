import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
let other: TestServer;

beforeAll(async () => {
	[one, other] = await Promise.all([testServer(), testServer()]);
});
afterAll(() => Promise.all([one.stop(), other.stop()]));

const waiting = (server: TestServer) => readdir(path.join(server.app.config.DATA_DIR, 'uploads')).catch(() => []);

async function bring(server: TestServer, raw: Uint8Array, type = 'application/zip', name = 'knowledge.zip') {
	const { status, body } = await server.call('POST', `/api/v1/articles/import?name=${name}`, {
		raw,
		headers: { 'content-type': type },
	});
	return { status, body, left: await waiting(server) };
}

async function exported(server: TestServer): Promise<Uint8Array> {
	const headers = { authorization: `Bearer ${server.key}` };
	return (await fetch(`${server.origin}/api/v1/articles/export`, { headers })).bytes();
}

test('an export goes into another installation and comes out of it as it was, also with a file that shrinks to nothing', async () => {
	const upload = await one.call('POST', '/api/v1/files?name=log.txt', {
		raw: Buffer.alloc(3_000_000, 'a'),
		headers: { 'content-type': 'text/plain' },
	});
	const write = { lang: 'en', title: 'Log', body: `See [it](${upload.body.address}).`, status: 'draft' };
	expect((await one.call('PUT', '/api/v1/articles/by-external-id/log', { body: write })).status).toBe(200);
	const first = await bring(other, await exported(one));
	expect(first).toMatchObject({ status: 200, body: { created: 1, failed: [] }, left: [] });
	expect((await bring(other, await exported(other))).body).toMatchObject({ created: 0, unchanged: 1, failed: [] });
	const [{ id }] = (await other.call('GET', '/api/v1/articles')).body.items;
	const { body } = (await other.call('GET', `/api/v1/articles/${id}`)).body;
	const [address] = /\/files\/[^)]+/.exec(body) ?? [];
	expect((await other.call('GET', address ?? '')).body).toHaveLength(3_000_000);
});

test('an upload that is nothing we know says so and leaves nothing behind', async () => {
	const strange = await bring(one, Buffer.from('MZ and so on'), 'application/octet-stream', 'a.exe');
	expect(strange).toMatchObject({ status: 200, body: { failed: [{ code: 'unknown_format' }] }, left: [] });
	const broken = await bring(one, Buffer.from('PK and so on'));
	expect(broken).toMatchObject({ status: 200, body: { failed: [{ code: 'zip_broken' }] }, left: [] });
	expect(await bring(one, Buffer.alloc(0))).toMatchObject({ status: 422, body: { code: 'invalid_input' }, left: [] });
});
