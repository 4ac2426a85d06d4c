import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#modules/customers/index.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const INITIALIZE = {
	jsonrpc: '2.0',
	id: 1,
	method: 'initialize',
	params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'curl', version: '1' } },
};
const post = (body: unknown, headers: Record<string, string> = {}) =>
	one.call('POST', '/mcp', {
		body,
		as: null,
		headers: { accept: 'application/json, text/event-stream', ...headers },
	});

test('the door refuses other sites, keys of the team, dead tokens, other methods and what is too large or no message', async () => {
	expect((await post(INITIALIZE)).body.result.serverInfo).toMatchObject({ name: 'saunders' });
	expect((await post(INITIALIZE, { origin: one.origin })).status).toBe(200);
	expect((await post(INITIALIZE, { origin: 'https://evil.example' })).status).toBe(403);
	expect((await post(INITIALIZE, { authorization: `Bearer ${one.key}` })).status).toBe(403);
	const dead = await post(INITIALIZE, { authorization: 'Bearer ct_dead' });
	expect([dead.status, dead.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')]);
	expect((await one.call('GET', '/mcp', { as: null })).status).toBe(405);
	expect((await one.call('DELETE', '/mcp', { as: null })).status).toBe(405);
	expect((await post({ ...INITIALIZE, more: 'x'.repeat(3_000_000) })).status).toBe(413);
	expect(
		(await one.call('POST', '/mcp', { raw: '{', as: null, headers: { 'content-type': 'application/json' } })).status,
	).toBe(400);
	expect((await post({ hello: 1 })).status).toBe(400);
	expect((await post([])).status).toBeLessThan(500);
});

test('what a browser keeps for the portal counts for nothing', async () => {
	const call = {
		jsonrpc: '2.0',
		id: 1,
		method: 'tools/call',
		params: { name: 'talk_to_a_person', arguments: { text: 'Help' } },
	};
	const { token } = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body;
	const { body } = await post(call, { cookie: `${SESSION_COOKIE}=${token}` });
	expect(body.result).toMatchObject({ isError: true });
});
