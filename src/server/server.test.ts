import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { putArticle } from '#modules/knowledge/index.ts';
import { type TestServer, testServer } from '../../tests/support/server.ts';
import { until } from '../../tests/support/until.ts';
import { clientAddress, originOf } from './address.ts';
import { SAME_FOR_ALL } from './page-cache.ts';

let one: TestServer;
let made = 0;
const LONG = 'Much text. '.repeat(500);

beforeAll(async () => {
	one = await testServer({
		pages: (request, response) => {
			made++;
			const seconds = request.url?.startsWith('/brief') ? '0.2' : 'until-changed';
			if (!request.url?.startsWith('/own')) response.setHeader(SAME_FOR_ALL, seconds);
			response.setHeader('content-type', 'text/html');
			response.end(
				`${request.url === '/own-long' ? LONG : ''}<p>${made} ${request.headers['x-saunders-scheme']}://${request.headers['x-saunders-host']}</p>`,
			);
		},
	});
});
afterAll(() => one.stop());

const get = async (path: string, headers: Record<string, string> = {}) => one.call('GET', path, { as: null, headers });

describe('the page cache', () => {
	test('a page that is the same for all is made once, until the content changes', async () => {
		const first = (await get('/en')).body;
		expect((await get('/en')).body).toBe(first);
		await one.app.transact((tx) =>
			putArticle(tx, SYSTEM, { external_id: 'a', lang: 'en', title: 'A', body: 'A' }, 'import'),
		);
		await until(async () => (await get('/en')).body !== first, 2_000);
	});

	test('a page that is right for a while only is made again after it', async () => {
		const first = (await get('/brief')).body;
		expect((await get('/brief')).body).toBe(first);
		await until(async () => (await get('/brief')).body !== first, 2_000);
	});

	test('what it does not keep is compressed too', async () => {
		const { body, headers } = await get('/own-long', { 'accept-encoding': 'gzip' });
		expect(headers.get('content-encoding')).toBe('gzip');
		expect(Number(headers.get('content-length'))).toBeLessThan(500);
		expect(body).toContain(LONG);
		const plain = await get('/own-long', { 'accept-encoding': 'identity' });
		expect(plain.headers.get('content-encoding')).toBeNull();
		expect(plain.body).toContain(LONG);
	});

	test('a page of somebody’s own, one made for a session, and one with a query are not kept', async () => {
		for (const [path, cookie] of [
			['/own', ''],
			['/with-session', 'saunders_session=ct_x'],
			['/query?q=1', ''],
		] as const) {
			const first = (await get(path, cookie ? { cookie } : {})).body;
			expect((await get(path)).body).not.toBe(first);
		}
	});

	test('is sent compressed, and not at all to whoever has it', async () => {
		await get('/compressed');
		const { headers } = await get('/compressed', { 'accept-encoding': 'br' });
		expect(headers.get('content-encoding')).toBe('br');
		const again = await fetch(`${one.origin}/compressed`, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
		expect(again.status).toBe(304);
	});

	test('the header that allows keeping does not leave the server', async () => {
		for (const cookie of ['', 'saunders_session=ct_x', ''])
			expect((await get('/headers', { cookie })).headers.has(SAME_FOR_ALL)).toBe(false);
	});

	test('a made-up host fills no page that others read', async () => {
		await new Promise((resolve) =>
			httpRequest(`${one.origin}/hosted`, { headers: { host: 'evil.test' } }, (reply) =>
				reply.resume().on('end', resolve),
			).end(),
		);
		expect((await get('/hosted')).body).not.toContain('evil.test');
	});
});

describe('who and where', () => {
	const request = (headers: Record<string, string>) => ({ headers, socket: { remoteAddress: '10.0.0.9' } });

	test('the client’s address is believed only from trusted proxies, and only their own entry', () => {
		const forged = request({ 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3' });
		expect([0, 1, 2].map((hops) => clientAddress(forged, hops))).toEqual(['10.0.0.9', '3.3.3.3', '2.2.2.2']);
	});

	test('scheme and host come from ORIGIN, else from a trusted proxy, else from the request', () => {
		const asked = request({ host: 'a.test', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'b.test' });
		expect(originOf(asked, { TRUST_PROXY: 0 })).toBe('http://a.test');
		expect(originOf(asked, { TRUST_PROXY: 1 })).toBe('https://b.test');
		expect(originOf(asked, { TRUST_PROXY: 0, ORIGIN: 'https://c.test' })).toBe('https://c.test');
	});

	test('what a client claims about scheme and host under our own names is overwritten', async () => {
		const { body } = await get('/own', { 'x-saunders-scheme': 'https', 'x-saunders-host': 'evil.test' });
		expect(body).toContain(`${one.origin}</p>`);
	});

	test('a form or a call with a cookie from another site is refused', async () => {
		const evil = { origin: 'https://evil.test', 'content-type': 'application/x-www-form-urlencoded' };
		expect((await one.call('POST', '/en/contact', { as: null, raw: 'text=x', headers: evil })).status).toBe(403);
		const cookie = { cookie: 'saunders_session=ct_something', origin: 'https://evil.test' };
		expect(
			(await one.call('POST', '/api/v1/conversations', { as: null, body: { text: 'x' }, headers: cookie })).status,
		).toBe(403);
		expect(
			(await one.call('POST', '/en/contact', { as: null, raw: 'text=x', headers: { origin: one.origin } })).status,
		).toBe(200);
	});

	test('a staff key does not work as a cookie', async () => {
		expect((await get('/api/v1/questions', { cookie: `saunders_session=${one.key}` })).status).toBe(401);
	});
});

describe('health', () => {
	test('says that it lives, that it is ready, and its numbers to keys only', async () => {
		expect((await get('/healthz')).body).toEqual({ status: 'ok' });
		expect((await get('/readyz')).body).toMatchObject({ status: 'ok', search: true });
		expect((await get('/metrics')).status).toBe(401);
		expect((await one.call('GET', '/metrics')).body).toContain('http_request_duration_seconds');
	});

	test('an address that is no address is not found', async () => {
		expect((await get('/%E0%A4%A')).status).toBeLessThan(500);
		expect((await get('/own?q=a%00b')).status).toBe(404);
	});
});
