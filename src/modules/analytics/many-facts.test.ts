import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS } from '#app';
import { SYSTEM } from '#core/access.ts';
import { nextBatch } from '#core/events/read.ts';
import { listGaps } from '#modules/gaps/index.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { recount } from './counting/recount.ts';
import { countByDay } from './counting/roll.ts';
import { makeFacts, makeGaps, makeViews, prepareLab } from './many-facts.fixture.ts';
import type { Range } from './reading/range.ts';
import { topArticles } from './reading/read-articles.ts';
import { countsByDay, countsByPart, totalOf } from './reading/read-counts.ts';
import { readPending } from './reading/read-pending.ts';
import { mattersByDay, readResolution } from './reading/read-resolution.ts';
import { emptySearches, searchesByDay } from './reading/read-searches.ts';
import { viewsByDay } from './reading/read-views.ts';

/** `FACTS=5000000` makes a lab of it, which prints what it measures. */
const IS_LAB = process.env.FACTS !== undefined;
const FACTS = Number(process.env.FACTS ?? 20_000);
const DAYS = IS_LAB ? 365 : 60;
/** Each query of the page; a test among others gets less of the machine. */
const LIMIT_MS = IS_LAB ? 100 : 300;
const NOW = new Date('2026-06-30T12:00:00Z');
const YEAR = { from: '2025-06-30', to: '2026-06-30' };
const HOURS = 3 * 3_600_000;
let one: TestServer;

beforeAll(async () => {
	one = await testServer({ clock: () => NOW });
	const { db } = one.app.database;
	await prepareLab(db);
	await timed(`${FACTS} facts made`, () => makeFacts(db, FACTS, { until: NOW, days: DAYS }));
	await timed('their gaps', () => makeGaps(db));
}, HOURS);
afterAll(() => one.stop());

async function timed(what: string, act: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await act();
	const ms = performance.now() - begun;
	if (IS_LAB) console.log(`${what}: ${ms.toFixed(0)} ms`);
	return ms;
}

const batch = () =>
	one.app.transact(async (tx) => {
		const names = countByDay.events.map(({ name }) => name);
		const events = await nextBatch(tx, KINDS, countByDay.name, names);
		await countByDay.roll(tx, events);
		expect(events).toHaveLength(1_000);
	});

test('facts are rolled up in batches', { timeout: HOURS }, async () => {
	for (let i = 0; i < 5; i++) expect(await timed('a batch of 1000', batch)).toBeLessThan(2_000);
});

test('all of it is counted and judged anew', { timeout: HOURS }, async () => {
	const { db } = one.app.database;
	await sql`update roll_cursors set (xid, id) = (select xid, id from events order by xid desc, id desc limit 1)`.execute(
		db,
	);
	const from = performance.now();
	let counted = from;
	await recount(one.app, {}, { onProgress: ({ what }) => what === 'counting' && (counted = performance.now()) });
	if (IS_LAB) console.log(`counted: ${counted - from} ms, judged: ${performance.now() - counted} ms`);
	const total = totalOf(await countsByDay(db, SYSTEM, YEAR));
	expect(total.answer + total.choices + total.unsure).toBe(FACTS * 0.86);
	const resolution = await readResolution(db, SYSTEM, { range: YEAR, zone: 'UTC' });
	expect(resolution).toMatchObject({ days: DAYS - 7 });
	await makeViews(db, YEAR);
	await sql`analyze`.execute(db);
});

const queriesOf = (range: Range): Record<string, () => Promise<unknown>> => {
	const { db } = one.app.database;
	const top = (order: 'useful' | 'failing' | 'read') =>
		topArticles(db, SYSTEM, { range, order, limit: 10, lang: 'en' });
	return {
		days: () => countsByDay(db, SYSTEM, range),
		languages: () => countsByPart(db, SYSTEM, range, 'lang'),
		channels: () => countsByPart(db, SYSTEM, range, 'channel'),
		useful: () => top('useful'),
		failing: () => top('failing'),
		read: () => top('read'),
		searches: () => searchesByDay(db, SYSTEM, range),
		vain: () => emptySearches(db, SYSTEM, range, 10),
		reading: () => viewsByDay(db, SYSTEM, range),
		resolution: () => readResolution(db, SYSTEM, { range, zone: 'UTC' }),
		matters: () => mattersByDay(db, SYSTEM, range),
		pending: () => readPending(db, SYSTEM, { range, zone: 'UTC', now: NOW }),
		gaps: () => listGaps(db, SYSTEM, { status: 'open', lang: range.lang, limit: 10, at: NOW }),
	};
};

test.each<[string, Range]>([
	['a year', YEAR],
	['a year in one language', { ...YEAR, lang: 'th' }],
	['a year in one language and channel', { ...YEAR, lang: 'th', channel: 'web' }],
	['90 days', { ...YEAR, from: '2026-04-02' }],
	['30 days', { ...YEAR, from: '2026-06-01' }],
])('every query of the page over %s stays fast', { timeout: HOURS }, async (name, range) => {
	const queries = queriesOf(range);
	for (const [query, run] of Object.entries(queries))
		expect(await timed(`${query}, ${name}`, run), query).toBeLessThan(LIMIT_MS);
	await timed(`all at once, ${name}`, () => Promise.all(Object.values(queries).map((run) => run())));
});
