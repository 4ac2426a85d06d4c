import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type App, openApp } from '#app';
import { SYSTEM } from '#core/access.ts';
import { openLog } from '#core/log.ts';
import { putArticle } from '#modules/knowledge/index.ts';
import { testApp, type TestApp } from '../../../tests/support/app.ts';
import { until } from '../../../tests/support/until.ts';
import { keptFit } from './kept-fit.ts';
import { SHOPS, shopBase } from './scoring/examples/base.ts';

/** Examinations that have begun: each is a process of its own. */
const begun: ChildProcess[] = [];
/** What the next one is sent as soon as it is there. */
let signal: NodeJS.Signals | undefined;
const notice = (message: unknown) => {
	const { process: child } = message as { process: ChildProcess };
	child.once('spawn', () => {
		if (!child.spawnargs.some((arg) => arg.endsWith('scorer.worker.ts'))) return;
		begun.push(child);
		if (signal) child.kill(signal);
		signal = undefined;
	});
};
subscribe('child_process', notice);
afterAll(() => unsubscribe('child_process', notice));

const { documents: all, asked } = shopBase(SHOPS[0]!);
const documents = all.slice(0, 6);
let one: TestApp;
const others: App[] = [];

beforeEach(async () => {
	one = await testApp();
	await publish(one.app, documents);
	await learn(one.app);
	begun.length = 0;
});

afterEach(async () => {
	for (const app of others.splice(0)) await app.close();
	await one.stop();
});

async function publish(app: App, articles: typeof documents) {
	for (const { articleId, lang, title, questions, text } of articles)
		await app.transact((tx) =>
			putArticle(
				tx,
				SYSTEM,
				{ external_id: articleId, lang, title, questions, body: text, status: 'published' },
				'import',
			),
		);
	await app.library.ready;
	await app.refresher.check();
}

const learn = async (app: App) => {
	await app.scorer.settled();
	return app;
};

/** The same database and folder, opened anew. */
async function again(): Promise<App> {
	const app = await openApp({ config: one.app.config, url: one.url, log: openLog('silent'), env: {} });
	others.push(app);
	await app.library.ready;
	await learn(app);
	return app;
}

const confidence = async (app: App) => (await app.scorer.rank(asked[0]!.question, 'en')).confidence;

const keptFile = async () => {
	const folder = one.app.config.DATA_DIR;
	const name = await until(async () => (await readdir(folder)).find((file) => file.endsWith('.fit')));
	return path.join(folder, name);
};

test('a start does not examine again what has not changed, and answers as before', async () => {
	const before = await confidence(one.app);
	await one.app.scorer.close();
	const app = await again();
	expect(begun).toHaveLength(0);
	expect(await confidence(app)).toBeCloseTo(before, 3);
});

test('what customers ask is remembered over a start', async () => {
	for (let i = 0; i < 60; i++) await one.app.scorer.rank(`where is the weather station ${i}`, 'en');
	const before = await confidence(one.app);
	await one.app.scorer.close();
	expect(await confidence(await again())).toBeCloseTo(before, 3);
});

test('what changed while nothing ran is examined after the start', async () => {
	await one.app.scorer.close();
	await publish(one.app, [{ ...documents[0]!, title: 'Quite another title' }]);
	await again();
	expect(begun).toHaveLength(1);
});

test('a file that is damaged, cut short, empty or from another version of the program is not believed', async () => {
	const file = await keptFile();
	const { app } = one;
	const kept = keptFit({ db: app.database.db, dataDir: app.config.DATA_DIR, log: app.log });
	const whole = await readFile(file);
	const spoilt = [
		Buffer.from(whole).fill(7, whole.length >> 1, (whole.length >> 1) + 9),
		whole.subarray(0, 100),
		Buffer.alloc(0),
		Buffer.from(whole.toString('latin1').replace('answers 1 ', 'answers 0 '), 'latin1'),
	];
	for (const content of spoilt) {
		await writeFile(file, whole);
		expect((await kept.read())?.size).toBe(documents.length);
		await writeFile(file, content);
		expect(await kept.read()).toBeUndefined();
	}
});

test('it is written once a minute at most, and nothing unfinished is left', async () => {
	const file = await keptFile();
	const { mtimeMs } = await stat(file);
	await publish(one.app, [{ ...documents[0]!, title: 'A new title' }]);
	await learn(one.app);
	expect(begun).toHaveLength(1);
	expect((await stat(file)).mtimeMs).toBe(mtimeMs);
	await one.app.scorer.close();
	expect((await stat(file)).mtimeMs).toBeGreaterThan(mtimeMs);
	expect((await readdir(one.app.config.DATA_DIR)).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a failed examination leaves what was known, and whoever asks does not wait for it', async () => {
	const before = await confidence(one.app);
	signal = 'SIGKILL';
	await publish(one.app, documents.map((document) => ({ ...document, title: `${document.title} again` }))); // prettier-ignore
	await learn(one.app);
	expect(begun.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL']);
	const asking = performance.now();
	expect(await confidence(one.app)).toBeGreaterThan(before / 4);
	expect(performance.now() - asking).toBeLessThan(500);
});

test('while an examination does not come to its end, a question waits no longer than it may', async () => {
	signal = 'SIGSTOP';
	const some = documents.slice(0, 2).map((document) => ({ ...document, title: `${document.title} again` }));
	await publish(one.app, some);
	const asking = performance.now();
	await confidence(one.app);
	const waited = performance.now() - asking;
	expect(begun).toHaveLength(1);
	begun[0]?.kill('SIGCONT');
	expect(waited).toBeGreaterThan(900);
	expect(waited).toBeLessThan(2_000);
});
