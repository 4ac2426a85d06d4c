import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { changeSetting } from '#core/settings.ts';
import { countByDay, settleDays } from '#modules/analytics/index.ts';
import { gatherGaps } from '#modules/gaps/index.ts';
import { newCustomer } from '../../tests/support/asking.ts';
import { rollAll } from '../../tests/support/roll.ts';
import { type TestServer, testServer } from '../../tests/support/server.ts';
import { demoSetting } from './demo-setting.ts';

const OIL = 'How often must I change the oil?';
const DRONE = ['Can a drone deliver my parcel?', 'parcel delivered by drone?'];
const JUNE = 'from=2026-06-01&to=2026-06-30';
const BROWSER = { 'user-agent': 'Mozilla/5.0' };

/** An installation with a small demo, and with a customer and an article of its own. */
async function withDemo(): Promise<TestServer> {
	let today = new Date('2026-06-10T09:00:00Z');
	const one = await testServer({ clock: () => today });
	onTestFinished(one.stop);
	const put = async (id: string, title: string, body: string) => {
		const article = { lang: 'en', title, body, questions: [OIL] };
		const { body: made } = await one.call('PUT', `/api/v1/articles/by-external-id/${id}`, { body: article });
		const seen = { translation_id: made.translation_id, quarter: 4, time: 2 };
		await one.call('POST', '/api/v1/views', { as: null, headers: BROWSER, body: seen });
	};
	await put('demo-oil', 'Change the oil', 'Change the oil every 2,000 hours.');
	await put('own-belt', 'Change the belt', 'Change the belt every 4,000 hours, and the oil with it.');
	await one.app.refresher.check();
	await one.app.scorer.settled();
	const [invented, real] = [await newCustomer(one), await newCustomer(one)];
	for (const customer of [invented, real]) await customer.rate(await customer.ask(OIL), true);
	await invented.ask(DRONE[0]!);
	await invented.ask('Do you sell tyres for tractors?');
	await real.ask(DRONE[1]!);
	const demo = { state: 'loaded' as const, articles: ['demo-oil'], collections: ['demo'], customers: [invented.id] };
	await one.app.transact((tx) => changeSetting(tx, SYSTEM, one.app.secrets, demoSetting, demo));
	await one.app.tally.flush();
	today = new Date('2026-06-25T09:00:00Z');
	await rollAll(one.app, countByDay, gatherGaps);
	await settleDays(one.app);
	return one;
}

async function figures(one: TestServer) {
	const read = async (what: string) => (await one.call('GET', `/api/v1/${what}`)).body;
	const { total } = await read(`insights/questions?${JUNE}`);
	const { matters, net } = await read(`insights/resolution?${JUNE}`);
	const { items: gaps } = await read('gaps');
	const { items: days } = await read(`insights/reading?${JUNE}`);
	const { items: articles } = await read(`insights/articles?order=read&${JUNE}`);
	return {
		asked: total.answer + total.choices + total.unsure,
		solved: total.solved,
		matters,
		net,
		gaps: gaps.map(({ customers, question }: { customers: number; question: string }) => [question, customers]),
		views: days.reduce((sum: number, { views }: { views: number }) => sum + views, 0),
		articles: articles.map(({ title }: { title: string }) => title),
	};
}

const byCommand = async (one: TestServer) => {
	const env = { ...process.env, DATABASE_URL: one.url, DATA_DIR: one.app.config.DATA_DIR };
	const command = path.join(import.meta.dirname, '../../bin/seed.ts');
	const { stdout } = await promisify(execFile)(process.execPath, [command, '--remove'], { env });
	expect(stdout).toBe('The demo company is gone.\n');
};
const inTheConsole = async (one: TestServer) => {
	expect((await one.call('DELETE', '/api/v1/demo')).status).toBe(200);
};

test.each([
	['by the command', byCommand],
	['in the console', inTheConsole],
])('figures hold nothing of a demo that was taken away %s, and all that is of one\'s own', { timeout: 60_000 }, async (_, remove) => {
	const one = await withDemo();
	expect(await figures(one)).toMatchObject({ asked: 5, solved: 2, matters: 5, net: 2, views: 2, gaps: [[expect.any(String), 2], expect.anything()] });
	await remove(one);
	expect(await figures(one)).toEqual({
		asked: 2,
		solved: 1,
		matters: 2,
		net: 1,
		gaps: [[DRONE[1], 1]],
		views: 1,
		articles: ['Change the belt'],
	});
});
