import { execFile } from 'node:child_process';
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDevice, proveOn } from '../../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

let one: TestServer;
let secret: { id: string; secret: string };
let rsa: { publicKey: KeyObject; privateKey: KeyObject };
let folder: string;
beforeAll(async () => {
	one = await testServer({ env: { ORIGIN: 'https://help.example' } });
	secret = (await one.call('POST', '/api/v1/host-keys', { body: { kind: 'secret' } })).body;
	rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
	folder = await mkdtemp(path.join(tmpdir(), 'saunders-token-'));
});
afterAll(async () => {
	await one.stop();
	await rm(folder, { recursive: true });
});

const inSeconds = (from: number) => Math.floor(Date.now() / 1_000) + from;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bodyOf = (claims: object, header: object = { alg: 'HS256', typ: 'JWT' }) =>
	`${encode(header)}.${encode({ exp: inSeconds(600), ...claims })}`;
const hmac = (body: string, key: string | Buffer = secret.secret) =>
	`${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
const signed = (claims: object, key?: string) => hmac(bodyOf(claims), key);
const enter = (token: string, as: string | null = null) =>
	one.call('POST', '/api/v1/sessions', { body: { identity_token: token }, as });
const faultOf = async (token: string) => {
	const { status, body } = await enter(token);
	return [status, body.errors?.[0]?.code];
};
const identities = async (as: string) =>
	(await one.call('GET', '/api/v1/identities', { as })).body.items.map(
		({ kind, value, level }: Record<string, string>) => [kind, value, level],
	);
const spki = () => String(rsa.publicKey.export({ type: 'spki', format: 'pem' }));
const publish = (key: string) => one.call('POST', '/api/v1/host-keys', { body: { kind: 'public_key', key } });

test('whoever the host site vouches for is in, and is the same one the next time', async () => {
	const claims = { sub: 'u-1', email: 'Mai@example.com', email_verified: true, name: 'Mai', lang: 'th' };
	const first = await enter(signed(claims));
	expect([first.status, first.body.assurance]).toEqual([201, 'verified']);
	expect(await identities(first.body.token)).toEqual([
		['email', 'mai@example.com', 'verified'],
		['external', 'u-1', 'verified'],
	]);
	const again = await enter(signed({ sub: 'u-1' }));
	expect(again.body.customer_id).toBe(first.body.customer_id);
	const { body } = await one.call('GET', `/api/v1/customers/${first.body.customer_id}`);
	expect([body.name, body.lang]).toEqual(['Mai', 'th']);
});

test('the host site says to which groups its user belongs, until it says otherwise', async () => {
	const groupsAfter = async (claims: object) => {
		const { customer_id } = (await enter(signed({ sub: 'u-groups', ...claims }))).body;
		return (await one.call('GET', `/api/v1/customers/${customer_id}`)).body.groups;
	};
	expect(await groupsAfter({ groups: ['Dealer', 'Contract'] })).toEqual(['Contract', 'Dealer']);
	expect(await groupsAfter({})).toEqual(['Contract', 'Dealer']);
	expect(await groupsAfter({ groups: [] })).toEqual([]);
	expect(await faultOf(signed({ sub: 'u-groups', groups: 'Dealer' }))).toEqual([401, 'claims']);
});

test('an address that was proved here finds its customer only if the host site vouches for it', async () => {
	const known = await proveOn(one, await newDevice(one), 'kim@example.com');
	const unsure = await enter(signed({ sub: 'u-2', email: 'kim@example.com' }));
	expect(unsure.body.customer_id).not.toBe(known.id);
	const sure = await enter(signed({ sub: 'u-3', email: 'kim@example.com', email_verified: true }));
	expect(sure.body.customer_id).toBe(known.id);
	const other = await enter(signed({ sub: 'u-2', email: 'kim@example.com', email_verified: true }));
	expect(other.body.customer_id).toBe(unsure.body.customer_id);
});

test('what a visitor did before becomes theirs; somebody else who was signed in here stays somebody else', async () => {
	const visitor = await newDevice(one);
	const { body } = await enter(signed({ sub: 'u-4' }), visitor.token);
	const merges = async () => (await one.call('GET', `/api/v1/customers/${body.customer_id}`)).body.merges;
	expect(await merges()).toMatchObject([{ from_id: visitor.id, why: 'host_token', shown_by: 'u-4' }]);
	const sibling = await proveOn(one, await newDevice(one), 'sibling@example.com');
	await enter(signed({ sub: 'u-4' }), sibling.token);
	expect(await merges()).toHaveLength(1);
});

test('two tokens of one new user at once make one customer', async () => {
	const both = await Promise.all([enter(signed({ sub: 'u-5' })), enter(signed({ sub: 'u-5' }))]);
	expect(both.map(({ status }) => status)).toEqual([201, 201]);
	expect(both[0]?.body.customer_id).toBe(both[1]?.body.customer_id);
});

test('a forged, stale or sloppy token lets nobody in and says why', async () => {
	await publish(spki());
	const [head = '', , tail = ''] = signed({ sub: 'u-1' }).split('.');
	const faults: [string, string][] = [
		[`${bodyOf({ sub: 'u-1' }, { alg: 'none' })}.`, 'alg'],
		[hmac(bodyOf({ sub: 'u-1' }, { alg: 'HS512' })), 'alg'],
		[signed({ sub: 'u-1' }, 'hs_another'), 'signature'],
		// The public key, which everybody has, used as if it were the secret.
		[hmac(bodyOf({ sub: 'u-1' }), spki()), 'signature'],
		[hmac(bodyOf({ sub: 'u-1' }, { alg: 'RS256' })), 'signature'],
		[`${head}.${encode({ sub: 'u-2', exp: inSeconds(600) })}.${tail}`, 'signature'],
		[hmac(bodyOf({ sub: 'u-1' }, { alg: 'HS256', crit: ['b64'], b64: false })), 'malformed'],
		[signed({ sub: 'u-1', exp: inSeconds(-61) }), 'expired'],
		[signed({ sub: 'u-1', exp: inSeconds(86_400 + 120) }), 'too_far'],
		[signed({ sub: 'u-1', exp: undefined }), 'exp_missing'],
		[signed({ sub: 'u-1', exp: '2100-01-01' }), 'exp_missing'],
		[signed({ sub: 'u-1', iat: inSeconds(120) }), 'not_yet'],
		[signed({ sub: 'u-1', aud: 'https://other.example' }), 'audience'],
		[signed({}), 'sub_missing'],
		[signed({ sub: 7 }), 'sub_missing'],
		[signed({ sub: 'u-1', email_verified: 'true' }), 'claims'],
		[signed({ sub: 'u-1', name: 'x'.repeat(100_000) }), 'too_long'],
		['not a token', 'malformed'],
		['a.b.c', 'malformed'],
		[hmac(`${encode({ alg: 'HS256' })}.${Buffer.from('[').toString('base64url')}`), 'malformed'],
	];
	for (const [token, fault] of faults) expect(await faultOf(token), token.slice(0, 200)).toEqual([401, fault]);
	const fine = { sub: 'u-1', exp: inSeconds(-30), iat: inSeconds(30), aud: ['https://help.example'] };
	expect((await enter(signed(fine))).status).toBe(201);
});

test('RS256 and ES256 are checked with the public key that was pasted, as PEM or JWK', async () => {
	const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { body } = await publish(JSON.stringify(ec.publicKey.export({ format: 'jwk' })));
	expect(body).toEqual({ id: body.id, alg: 'ES256' });
	const sign = (alg: string, key: KeyObject) => {
		const text = bodyOf({ sub: 'u-6' }, { alg });
		const how = { key, dsaEncoding: 'ieee-p1363' } as const;
		return `${text}.${createSign('sha256').update(text).sign(how).toString('base64url')}`;
	};
	expect((await enter(sign('ES256', ec.privateKey))).status).toBe(201);
	expect((await enter(sign('RS256', rsa.privateKey))).status).toBe(201);
	expect(await faultOf(sign('RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey))).toEqual([
		401,
		'signature',
	]);
	expect((await publish(spki())).status).toBe(409);
});

test('what is no public key is refused with the reason, a private one most of all', async () => {
	const small = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ type: 'spki', format: 'pem' });
	const keys = [
		'text',
		'{"kty":"oct","k":"AAAA"}',
		String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })),
		small,
	];
	const codes: string[] = [];
	for (const key of keys) codes.push((await publish(String(key))).body.errors?.[0].code);
	expect(codes).toEqual(['no_key', 'no_key', 'private_key', 'kind_of_key']);
});

test('two secrets count at a time, a revoked one no more, and none is ever shown again', async () => {
	const { body: next } = await one.call('POST', '/api/v1/host-keys', { body: { kind: 'secret' } });
	expect((await one.call('POST', '/api/v1/host-keys', { body: { kind: 'secret' } })).status).toBe(409);
	for (const key of [secret.secret, next.secret]) expect((await enter(signed({ sub: 'u-7' }, key))).status).toBe(201);
	expect((await one.call('DELETE', `/api/v1/host-keys/${next.id}`)).status).toBe(204);
	expect(await faultOf(signed({ sub: 'u-7' }, next.secret))).toEqual([401, 'signature']);
	const { body: listed } = await one.call('GET', '/api/v1/host-keys');
	expect(JSON.stringify(listed)).not.toContain(secret.secret);
	expect(JSON.stringify(await one.app.database.db.selectFrom('host_keys').selectAll().execute())).not.toContain('hs_');
});

test('the box in the console says what is wrong with a token without signing anybody in', async () => {
	const examine = async (token: string) =>
		(await one.call('POST', '/api/v1/host-keys/examination', { body: { token } })).body;
	const people = () => one.app.database.db.selectFrom('customers').select('id').execute();
	const before = await people();
	expect(await examine(signed({ sub: 'u-8', exp: 1 }))).toEqual({
		ok: false,
		fault: 'expired',
		origin: 'https://help.example',
	});
	expect(await examine(signed({ sub: 'u-8' }))).toMatchObject({ ok: true, claims: { sub: 'u-8' } });
	expect(await people()).toEqual(before);
});

/** The code that the documentation shows for a language, run as whoever copies it would. */
async function asDocumented(language: string, file: string, call: string, program: string) {
	const text = await readFile(path.join(import.meta.dirname, '../../../../docs/identity.md'), 'utf8');
	const code = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
	await writeFile(path.join(folder, file), `${code}\n${call}\n`);
	const { stdout } = await promisify(execFile)(program, [path.join(folder, file)]);
	return enter(stdout.trim());
}

test('what the documentation shows for Node and for Python signs a user in', async () => {
	const user = '{ "id": 9, "email": "zoe@example.com", "name": "Zoë 王" }';
	const node = await asDocumented('js', 'a.mjs', `console.log(identityToken(${user}, "${secret.secret}"))`, 'node');
	const python = await asDocumented('python', 'a.py', `print(identity_token(${user}, "${secret.secret}"))`, 'python3');
	expect([node.status, python.status]).toEqual([201, 201]);
	expect(python.body.customer_id).toBe(node.body.customer_id);
});
