import { createHash } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { UnauthorizedError, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { OAuthClientInformationFull, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access.ts';
import { allowProgram, customerOfToken } from '#modules/customers/index.ts';
import { agentAt } from '../../../tests/support/agent.ts';
import { type Device, newDevice, proveOn } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { MCP_SIGNED_IN } from './grants.ts';

const REDIRECT = 'http://127.0.0.1:4321/back';
let one: TestServer;
/** By so many milliseconds its clock is ahead. */
let ahead = 0;
let ann: Device;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date(Date.now() + ahead) });
	ann = await proveOn(one, await newDevice(one), 'ann@example.com');
});
afterAll(() => one.stop());

const actorOf = async ({ token }: Device): Promise<Actor> => {
	const actor = await customerOfToken(one.app.database.db, token, one.app.clock());
	if (!actor) throw new Error('no such session');
	return actor;
};

/** What the page in the portal does when its button is pressed. */
async function allow(address: URL | string, device = ann): Promise<string> {
	const { searchParams } = new URL(address, one.origin);
	const given = (name: string) => searchParams.get(name) ?? '';
	const actor = await actorOf(device);
	return one.app.transact((tx) =>
		allowProgram(tx, actor, {
			secrets: one.app.secrets,
			program: given('client_id'),
			redirect: given('redirect_uri'),
			challenge: given('code_challenge'),
		}),
	);
}

/** As programs keep what they need to come in. */
function keeper() {
	const kept: { client?: OAuthClientInformationFull; tokens?: OAuthTokens; verifier?: string; sentTo?: URL } = {};
	const provider: OAuthClientProvider = {
		redirectUrl: REDIRECT,
		clientMetadata: { client_name: 'Helper', redirect_uris: [REDIRECT] },
		clientInformation: () => kept.client,
		saveClientInformation: (client) => void (kept.client = client as OAuthClientInformationFull),
		tokens: () => kept.tokens,
		saveTokens: (tokens) => void (kept.tokens = tokens),
		redirectToAuthorization: (to) => void (kept.sentTo = to),
		saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
		codeVerifier: () => kept.verifier ?? '',
	};
	return { kept, provider };
}

test('a program that is refused finds out where, is allowed by its customer, and acts as them from then on', async () => {
	const { kept, provider } = keeper();
	const transport = () =>
		new StreamableHTTPClientTransport(new URL(MCP_SIGNED_IN, one.origin), { authProvider: provider });
	const client = () => new Client({ name: 'helper', version: '1' });
	type Connected = Parameters<Client['connect']>[0];
	const first = transport();
	await expect(client().connect(first as Connected)).rejects.toBeInstanceOf(UnauthorizedError);
	const page = await fetch(kept.sentTo ?? '', { redirect: 'manual', headers: { 'accept-language': 'vi' } });
	expect(page.headers.get('location')).toMatch(/^\/vi\/connect\?response_type=code&client_id=/);
	await first.finishAuth(await allow(page.headers.get('location') ?? ''));
	const connected = client();
	await connected.connect(transport() as Connected);
	expect((await connected.listTools()).tools.length).toBeGreaterThan(5);
	await connected.close();
	const token = kept.tokens?.access_token ?? '';
	expect(await actorOf({ id: '', token })).toMatchObject({ id: ann.id, assurance: 'verified' });
	const agent = await agentAt(one.origin, { token });
	expect((await agent.use('talk_to_a_person', { text: 'It leaks' })).failed).toBe(false);
	await agent.leave();
	const revoke = () => fetch(`${one.origin}/oauth/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });
	expect([(await revoke()).status, (await revoke()).status]).toEqual([200, 200]);
	await expect(actorOf({ id: '', token })).rejects.toThrow('no such session');
});

const register = (redirect_uris: unknown, client_name = 'Helper') =>
	one.call('POST', '/oauth/register', { body: { client_name, redirect_uris }, as: null });
const VERIFIER = 'v'.repeat(43);

async function wishOf(redirect = REDIRECT) {
	const { body } = await register([redirect]);
	const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
	const query = new URLSearchParams({ client_id: body.client_id, redirect_uri: redirect, code_challenge: challenge });
	return { client_id: body.client_id as string, address: `${one.origin}/oauth/authorize?${query}` };
}

const exchange = (given: Record<string, string>) =>
	one.call('POST', '/oauth/token', {
		raw: new URLSearchParams({
			grant_type: 'authorization_code',
			redirect_uri: REDIRECT,
			code_verifier: VERIFIER,
			...given,
		}).toString(),
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		as: null,
	});

test('a code is good once, for the program it was given to, for who began it and where it was to go', async () => {
	const { client_id, address } = await wishOf();
	const other = await wishOf('https://other.example/back');
	const code = await allow(address);
	const refused = [
		await exchange({ code, client_id, code_verifier: 'w'.repeat(43) }),
		await exchange({ code, client_id: other.client_id }),
		await exchange({ code, client_id, redirect_uri: 'https://other.example/back' }),
		await exchange({ code: `${code}x`, client_id }),
		await exchange({ code: 'made.up', client_id }),
	];
	expect(refused.map(({ status, body }) => [status, body.error])).toEqual(refused.map(() => [400, 'invalid_grant']));
	const both = await Promise.all([exchange({ code, client_id }), exchange({ code, client_id })]);
	expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
	expect((await exchange({ code, client_id })).body.error).toBe('invalid_grant');
	expect((await exchange({ code, client_id, grant_type: 'password' })).body.error).toBe('invalid_request');
});

test('a code that was not taken up in time, or whose customer was erased, opens nothing', async () => {
	const { client_id, address } = await wishOf();
	const late = await allow(address);
	ahead = 180_000;
	expect((await exchange({ code: late, client_id })).body.error).toBe('invalid_grant');
	ahead = 0;
	const gone = await newDevice(one);
	const code = await allow(address, gone);
	expect((await one.call('DELETE', `/api/v1/customers/${gone.id}`)).status).toBe(204);
	expect((await exchange({ code, client_id })).body.error).toBe('invalid_grant');
});

test('a program names addresses of its own, and none that would run or be read by others', async () => {
	const allowed = ['https://claude.ai/api/mcp/auth_callback', 'http://localhost:8080/x', 'cursor://anysphere/callback'];
	for (const address of allowed) expect((await register([address])).status, address).toBe(201);
	const refused = [
		'http://example.com/back',
		'javascript:alert(1)',
		'data:text/html,x',
		'https://a@evil.example',
		'https://a.example/#x',
		'nowhere',
	];
	for (const address of refused) expect((await register([address])).body.error, address).toBe('invalid_redirect_uri');
	expect((await register([])).body.error).toBe('invalid_client_metadata');
});

test('who comes without a token is told where to get one', async () => {
	const { status, headers } = await one.call('POST', MCP_SIGNED_IN, { body: {}, as: null });
	const where = `${one.origin}/.well-known/oauth-protected-resource${MCP_SIGNED_IN}`;
	expect([status, headers.get('www-authenticate')]).toEqual([401, `Bearer resource_metadata="${where}"`]);
	expect((await (await fetch(where)).json()).resource).toBe(one.origin + MCP_SIGNED_IN);
	expect((await one.call('GET', '/oauth/token', { as: null })).status).toBe(405);
});
