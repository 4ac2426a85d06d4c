import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { smtpUrl } from '#channels/email/index.ts';
import { SYSTEM, hasScope } from './access.ts';
import { readConfig } from './config.ts';
import { refuseOld } from './db.ts';
import { asProblem } from './errors.ts';
import { memoryLimiter, spend, spendByBoth } from './limits.ts';
import { migrate } from './migrate.ts';
import { loadSecret, openSecrets } from './secrets.ts';
import { changeSetting } from './settings.ts';
import { retryOnce } from './transaction.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { until } from '../../tests/support/until.ts';

let one: TestApp;

beforeAll(async () => {
	one = await testApp();
});
afterAll(() => one.stop());

test('settings of the environment are checked, and every wrong one is named', () => {
	expect(readConfig({ PORT: '8080', ORIGIN: 'https://help.example.com/x' })).toMatchObject({
		PORT: 8080,
		ORIGIN: 'https://help.example.com',
		DEMO: true,
	});
	expect(readConfig({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
	expect(() => readConfig({ PORT: 'x', DATABASE_URL: 'mysql://a' })).toThrow(/PORT.*DATABASE_URL/s);
});

test('a schema newer than the program is refused in one line', async () => {
	const { url, drop } = await testDatabase();
	const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
	await writeFile(path.join(folder, '0001_core.sql'), '');
	await expect(migrate(url, folder)).rejects.toMatchObject({ code: 'schema_newer' });
	await drop();
});

test('a PostgreSQL too old is told by its version, and all from 16 on are taken', () => {
	for (const version of ['16.0', '16.9 (Debian 16.9-1.pgdg120+1)', '17.10', '18beta1', '19.1']) refuseOld(version);
	for (const version of ['9.6.24', '15.18 (Ubuntu 15.18-1)'])
		expect(() => refuseOld(version)).toThrow(`it is PostgreSQL ${version}, and Saunders needs 16 or newer`);
});

test('two processes migrate at once and each step runs once', async () => {
	const { url, drop } = await testDatabase();
	const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
	await writeFile(path.join(folder, '9001_more.sql'), 'create table more (id integer)');
	const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
	expect(applied.flat()).toEqual(['9001_more.sql']);
	await drop();
});

test('the secret is made once and seals what no other secret opens', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'secret-'));
	const [a, b] = await Promise.all([loadSecret(undefined, folder), loadSecret(undefined, folder)]);
	expect(a).toBe(b);
	const sealed = openSecrets(a).seal('smtp://user:pass@host');
	expect(openSecrets(a).open(sealed)).toBe('smtp://user:pass@host');
	expect(() => openSecrets(`${a}x`).open(sealed)).toThrow();
	expect(sealed).not.toContain('pass');
});

test('a signature counts for its purpose only', () => {
	const secrets = openSecrets('a secret of at least thirty-two characters');
	const signature = secrets.sign('link', 'x');
	expect([
		secrets.verify('link', 'x', signature),
		secrets.verify('mail', 'x', signature),
		secrets.verify('link', 'y', signature),
	]).toEqual([true, false, false]);
});

test('a changed setting reaches another process; a secret one lies sealed in its row; the environment pins', async () => {
	const kind = { key: 'test_url', schema: z.string(), fallback: 'none', secret: true, env: 'TEST_URL' };
	const SECRET = await loadSecret(undefined, one.app.config.DATA_DIR);
	const other = await testApp({ url: one.url, env: { SECRET } });
	const pinned = await testApp({ url: one.url, env: { SECRET, TEST_URL: 'pinned' } });
	await one.app.transact((tx) => changeSetting(tx, SYSTEM, one.app.secrets, kind, 'smtp://x'));
	await until(() => other.app.settings.get(kind) === 'smtp://x', 2_000);
	expect(pinned.app.settings.get(kind)).toBe('pinned');
	expect([other, pinned].map(({ app }) => app.settings.isPinned(kind))).toEqual([false, true]);
	const row = await one.app.database.db
		.selectFrom('settings')
		.select('value')
		.where('key', '=', 'test_url')
		.executeTakeFirstOrThrow();
	expect(String(row.value)).not.toContain('smtp');
	await Promise.all([other.stop(), pinned.stop()]);
});

test('a start with another secret says in one line what is sealed with the one of before', async () => {
	await one.app.transact((tx) => changeSetting(tx, SYSTEM, one.app.secrets, smtpUrl, 'smtp://x'));
	await expect(testApp({ url: one.url })).rejects.toMatchObject({
		code: 'wrong_settings',
		message: expect.stringMatching(/^Wrong settings: smtp_url .*SECRET/),
	});
	await one.app.transact((tx) => tx.deleteFrom('settings').where('key', '=', smtpUrl.key).execute());
});

test('a costly act is counted across processes', async () => {
	const other = await testApp({ url: one.url });
	const limit = { name: 'codes', count: 3, seconds: 3_600 };
	const tries = [one, other, one, other].map(({ app }) => spend(app.database.db, limit, 'ann'));
	const failed = (await Promise.allSettled(tries)).filter((result) => result.status === 'rejected');
	expect(failed.map((result) => result.reason.code)).toEqual(['too_many_requests']);
	await spend(one.app.database.db, limit, 'ben');
	await other.stop();
});

test('whoever becomes somebody else again and again is counted by address, more generously than one person', async () => {
	const limit = { name: 'letters', count: 1, seconds: 3_600 };
	const act = async (id: string, address = 'home') => {
		const refused = await spendByBoth(one.app.database.db, limit, { id, address }).catch(({ code }) => code);
		return refused ?? 'done';
	};
	expect([await act('ann'), await act('ann')]).toEqual(['done', 'too_many_requests']);
	for (let i = 0; i < 8; i++) expect(await act(`visitor ${i}`)).toBe('done');
	expect([await act('one more'), await act('and one')]).toEqual(['done', 'too_many_requests']);
	expect([await act(''), await act('')]).toEqual(['done', 'too_many_requests']);
	expect(await act('and one', 'elsewhere')).toBe('too_many_requests');
	expect(await act('ben', 'elsewhere')).toBe('done');
});

test('cheap reads are counted in memory by window', () => {
	let at = 0;
	const allow = memoryLimiter({ name: 'search', count: 2, seconds: 10 }, () => at);
	expect([allow('a'), allow('a'), allow('a'), allow('b')]).toEqual([true, true, false, true]);
	at = 10_001;
	expect(allow('a')).toBe(true);
});

test('a bug shows nothing of itself, a lost database asks to come back', () => {
	expect(asProblem(new TypeError('secret path'))).toMatchObject({
		code: 'internal',
		detail: 'Something went wrong on our side.',
	});
	expect(asProblem(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({
		code: 'unavailable',
		status: 503,
		retryAfter: 2,
	});
});

test('customers hold no staff scope, whatever stands in their actor', () => {
	expect(hasScope({ kind: 'customer', id: 'x', assurance: 'verified', scopes: ['*'] }, 'knowledge:write')).toBe(false);
});

test('of two who wait for each other the one that is given up tries again', async () => {
	const bothHold = Promise.withResolvers<void>();
	let holding = 0;
	const take = (first: number, second: number) =>
		retryOnce(() =>
			one.app.transact(async (tx) => {
				await sql`select pg_advisory_xact_lock(${first}::bigint)`.execute(tx);
				if (++holding === 2) bothHold.resolve();
				await bothHold.promise;
				await sql`select pg_advisory_xact_lock(${second}::bigint)`.execute(tx);
			}),
		);
	await Promise.all([take(71, 72), take(72, 71)]);
	expect(holding).toBe(3);
});
