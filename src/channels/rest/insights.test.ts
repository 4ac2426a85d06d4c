import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollUp } from '../../worker.ts';
import { countByDay } from '#modules/analytics/index.ts';
import { testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;
let oil: string;
const nobody = { as: null, headers: { 'user-agent': 'Mozilla/5.0' } };

beforeAll(async () => {
	one = await testServer();
	const body = { lang: 'en', title: 'Used oil', body: 'Bring used oil back to us.' };
	oil = (await one.call('PUT', '/api/v1/articles/by-external-id/oil', { body })).body.translation_id;
});
afterAll(() => one.stop());

const insight = async (path: string) => (await one.call('GET', `/api/v1/insights/${path}`)).body;
const view = (body: object, headers: Record<string, string> = {}) =>
	one.call('POST', '/api/v1/views', { ...nobody, body, headers: { ...nobody.headers, ...headers } });

test('whoever reads is counted without becoming a customer; robots, those who ask not to be, and texts that are none are not', async () => {
	const customers = async () => (await one.app.database.db.selectFrom('customers').select('id').execute()).length;
	const before = await customers();
	const seen = { translation_id: oil, quarter: 4, time: 2 };
	const calls = [
		view(seen),
		view({ ...seen, quarter: 1, time: 1 }),
		view(seen, { dnt: '1' }),
		view(seen, { 'sec-gpc': '1' }),
		view(seen, { 'user-agent': 'Examplebot/2.1' }),
		view({ ...seen, translation_id: '00000000-0000-4000-8000-000000000000' }),
	];
	expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 204));
	expect((await view({ ...seen, quarter: 5 })).status).toBe(422);
	await one.app.tally.flush();
	const { items } = await insight('reading');
	expect(items.at(-1)).toMatchObject({ views: 2, quarters: [1, 0, 0, 1], times: [1, 1, 0, 0] });
	expect(items).toHaveLength(30);
	expect((await insight('articles?order=read')).items).toMatchObject([{ title: 'Used oil', views: 2, finished: 1 }]);
	expect(await customers()).toBe(before);
});

test('one address is counted as often as a person could read, and no more', async () => {
	const seen = { translation_id: oil, quarter: 4, time: 2 };
	await Promise.all(Array.from({ length: 100 }, () => view(seen)));
	await one.app.tally.flush();
	const { items } = await insight('reading');
	expect(items.at(-1).views).toBeLessThanOrEqual(60);
});

test('a search in vain is told by its words, unless they may tell who searched', async () => {
	const search = (words: string) =>
		one.app.tally.search({ words, lang: 'th-TH', channel: 'web', found: 0 }, '192.0.2.7');
	search('  Noisy   BELT ');
	search('noisy belt');
	search('ann@example.com');
	search('call 090 555 01 99');
	one.app.tally.search({ words: 'oil', lang: 'en', channel: 'web', found: 3 }, '192.0.2.7');
	await one.app.tally.flush();
	const { items, in_vain } = await insight('searches');
	expect(items.at(-1)).toMatchObject({ searches: 5, empty: 4 });
	expect(in_vain).toEqual([{ words: 'noisy belt', lang: 'th', count: 2 }]);
	expect((await insight('searches?lang=en')).items.at(-1)).toMatchObject({ searches: 1, empty: 0 });
});

test('questions show within a minute; net resolution says with which queries it was counted', async () => {
	await one.call('POST', '/api/v1/ask', { ...nobody, body: { question: 'Where do I bring used oil?' } });
	const { total } = await until(async () => {
		await rollUp(one.app, countByDay);
		const found = await insight('questions');
		return found.total.answer + found.total.choices + found.total.unsure === 1 && found;
	});
	expect(total.solved).toBe(0);
	const resolution = await insight('resolution');
	expect(resolution).toMatchObject({ matters: 0, net_resolution: null, days: 0 });
	expect(resolution.sum.text).toContain('from daily_matters');
	expect(resolution.judge.text).toContain("interval '7 days'");
});

test('a viewer reads the numbers, nobody else does, and a range has an end', async () => {
	const viewer = await testMember(one, 'viewer');
	for (const path of ['questions', 'articles', 'searches', 'reading', 'resolution']) {
		expect((await viewer.call('GET', `/api/v1/insights/${path}`)).status).toBe(200);
		expect((await one.call('GET', `/api/v1/insights/${path}`, { as: null })).status).toBe(401);
	}
	for (const range of ['from=2026-01-01&to=2025-01-01', 'from=2000-01-01&to=2026-01-01', 'from=yesterday'])
		expect((await one.call('GET', `/api/v1/insights/questions?${range}`)).status).toBe(422);
});
