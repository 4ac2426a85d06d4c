import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { until } from '../../tests/support/until.ts';
import { newId } from './ids.ts';
import { changesSince, touch } from './refresh.ts';

let one: TestApp;
let other: TestApp;

beforeAll(async () => {
	one = await testApp();
	other = await testApp({ url: one.url });
});
afterAll(async () => {
	await other.stop();
	await one.stop();
});

test('another process hears of a change within a second, each change once and in order', async () => {
	const heard: string[] = [];
	other.app.refresher.watch({ topic: 'a', from: 0, onChange: async (ids) => void heard.push(...ids) });
	const ids = [newId(), newId(), newId()];
	for (const id of ids) await one.app.transact((tx) => touch(tx, 'a', [id]));
	await until(() => heard.length >= 3, 1_000);
	expect(heard).toEqual(ids);
});

test('what a slow transaction changed is seen although a later one was quicker', async () => {
	const heard: string[] = [];
	other.app.refresher.watch({ topic: 'b', from: 0, onChange: async (ids) => void heard.push(...ids) });
	const [slow, quick] = [newId(), newId()];
	const touched = Promise.withResolvers<void>();
	const commit = Promise.withResolvers<void>();
	const first = one.app.transact(async (tx) => {
		await touch(tx, 'b', [slow]);
		touched.resolve();
		await commit.promise;
	});
	await touched.promise;
	const second = one.app.transact((tx) => touch(tx, 'b', [quick]));
	commit.resolve();
	await Promise.all([first, second]);
	await until(() => heard.length >= 2);
	expect(heard).toEqual([slow, quick]);
});

test('a lost connection is taken up again and what was missed is caught up', async () => {
	const heard: string[] = [];
	other.app.refresher.watch({ topic: 'c', from: 0, onChange: async (ids) => void heard.push(...ids) });
	await one.app.database.pool.query(
		"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saunders listen' and datname = current_database()",
	);
	const id = newId();
	await one.app.transact((tx) => touch(tx, 'c', [id]));
	await until(() => heard.includes(id), 6_000);
});

test('reading in pages never splits a version', async () => {
	const many = Array.from({ length: 700 }, () => newId());
	await one.app.transact((tx) => touch(tx, 'd', many));
	const { ids, version } = await changesSince(one.app.database.db, 'd', 0);
	expect([new Set(ids).size, version]).toEqual([700, 1]);
});

test('to stop watching twice stops nobody else', async () => {
	const heard: string[] = [];
	const stop = other.app.refresher.watch({ topic: 'e', from: 0, onChange: async () => {} });
	other.app.refresher.watch({ topic: 'f', from: 0, onChange: async (ids) => void heard.push(...ids) });
	stop();
	stop();
	const id = newId();
	await one.app.transact((tx) => touch(tx, 'f', [id]));
	await until(() => heard.includes(id), 2_000);
});
