import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { type Reply, once } from './idempotency.ts';

let one: TestApp;
let acts = 0;

beforeAll(async () => {
	one = await testApp();
});
afterAll(() => one.stop());

const call = (key: string, body = '{}', act = async (): Promise<Reply> => ({ status: 201, body: { n: ++acts } })) =>
	one.app.transact((tx) => once(tx, { actor: 'key:1', route: 'POST /things', key, body }, act));

test('a repeat gets the first reply and acts no second time', async () => {
	const first = await call('a');
	expect(await call('a')).toEqual(first);
	expect(acts).toBe(1);
});

test('another body under the same key is refused', async () => {
	await call('b');
	await expect(call('b', '{"x":1}')).rejects.toMatchObject({ code: 'key_reused', status: 422 });
});

test('a repeat while the first still runs is told so', async () => {
	const begun = Promise.withResolvers<void>();
	const finished = Promise.withResolvers<void>();
	const first = call('c', '{}', async () => {
		begun.resolve();
		await finished.promise;
		return { status: 200, body: 'first' };
	});
	await begun.promise;
	await expect(call('c')).rejects.toMatchObject({ code: 'still_running', status: 409 });
	finished.resolve();
	await first;
	expect(await call('c')).toEqual({ status: 200, body: 'first' });
});

test('an act that fails leaves the key free', async () => {
	await expect(call('d', '{}', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect((await call('d')).status).toBe(201);
});
