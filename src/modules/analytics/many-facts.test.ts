import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { nextBatch } from '#core/events/read.ts';
import { KINDS } from '#app';
import { recount } from './counting/recount.ts';
import { countByDay } from './counting/roll.ts';
import { makeFacts, prepareLab } from './many-facts.fixture.ts';
import { settleDays } from './matters/settle-days.ts';
import { topArticles } from './reading/read-articles.ts';
import { countsByDay, countsByPart, totalOf } from './reading/read-counts.ts';
import { emptySearches, searchesByDay } from './reading/read-searches.ts';
import { viewsByDay } from './reading/read-views.ts';
import { mattersByDay, readResolution } from './reading/read-resolution.ts';

/** `FACTS=5000000` makes a lab of it. */
const FACTS = Number(process.env.FACTS ?? 20_000);
const NOW = new Date('2026-06-30T12:00:00Z');
const HOUR = 3_600_000;
let one: TestServer;

beforeAll(async () => {
	one = await testServer({ clock: () => NOW });
	const { db } = one.app.database;
	await prepareLab(db);
	await timed(`${FACTS} facts made`, () => makeFacts(db, FACTS, NOW));
}, HOUR);
afterAll(() => one.stop());

async function timed<T>(what: string, act: () => Promise<T>): Promise<number> {
	const begun = performance.now();
	await act();
	const ms = performance.now() - begun;
	console.log(`${what}: ${ms.toFixed(0)} ms`);
	return ms;
}

const batch = () =>
	one.app.transact(async (tx) => {
		const names = countByDay.events.map(({ name }) => name);
		const events = await nextBatch(tx, KINDS, countByDay.name, names);
		if (events.length > 0) await countByDay.roll(tx, events);
		return events.length;
	});

test(
	'a year of facts is counted in batches and all at once, and every query of the page stays fast',
	async () => {
		const { db } = one.app.database;
		for (let i = 0; i < 5; i++) await timed('a batch of 1000', batch);
		await sql`update roll_cursors set (xid, id) = (select xid, id from events order by xid desc, id desc limit 1)`.execute(
			db,
		);
		await timed('all counted anew', () => recount(one.app, {}));
		await sql`
			insert into daily_views select day::date, article_id, 'en', 10, '{1,2,3,4}', '{1,2,3,4}' from generate_series('2025-07-01'::date, '2026-06-30', '1 day') as day,
				(select distinct article_id from daily_articles) as known`.execute(db);
		await sql`insert into settled_days select day::date from generate_series('2025-06-30'::date, '2026-06-15', '1 day') as day`.execute(
			db,
		);
		await timed('a week of days settled', () => settleDays(one.app));
		const year = { from: '2025-06-30', to: '2026-06-30' };
		const total = totalOf(await countsByDay(db, SYSTEM, year));
		expect(total.answer + total.choices + total.unsure).toBe(Math.floor(FACTS * 0.86));
		for (const range of [
			year,
			{ ...year, lang: 'th' },
			{ ...year, lang: 'th', channel: 'web' },
			{ ...year, from: '2026-06-01' },
		]) {
			const queries = {
				days: () => countsByDay(db, SYSTEM, range),
				languages: () => countsByPart(db, SYSTEM, range, 'lang'),
				channels: () => countsByPart(db, SYSTEM, range, 'channel'),
				useful: () => topArticles(db, SYSTEM, { range, order: 'useful', limit: 10, lang: 'en' }),
				failing: () => topArticles(db, SYSTEM, { range, order: 'failing', limit: 10, lang: 'en' }),
				searches: () => searchesByDay(db, SYSTEM, range),
				vain: () => emptySearches(db, SYSTEM, range, 10),
				reading: () => viewsByDay(db, SYSTEM, range),
				resolution: () => readResolution(db, SYSTEM, { range, zone: 'UTC' }),
				matters: () => mattersByDay(db, SYSTEM, range),
			};
			for (const [name, query] of Object.entries<() => Promise<unknown>>(queries))
				expect(await timed(`${name} ${JSON.stringify(range)}`, query)).toBeLessThan(300);
		}
	},
	HOUR,
);
