import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { changeSetting } from '#core/settings.ts';
import { timeZone } from '#core/zone.ts';
import { rollAll } from '../../../../tests/support/roll.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { topArticles } from '../reading/read-articles.ts';
import { countsByDay, countsByPart, totalOf } from '../reading/read-counts.ts';
import { readPending } from '../reading/read-pending.ts';
import { until } from '../../../../tests/support/until.ts';
import { rollUp } from '../../../worker.ts';
import { person } from '../story.fixture.ts';
import { COUNTED } from './count-facts.ts';
import { recount, type RecountStep } from './recount.ts';
import { recountOnZone } from './recount-on-zone.ts';
import { countByDay } from './roll.ts';

let one: TestServer;
const [OIL, BELT, DRYER] = [newId(), newId(), newId()];
const JUNE = { from: '2026-06-01', to: '2026-06-30' };

beforeAll(async () => {
	one = await testServer({ clock: () => new Date('2026-06-30T12:00:00Z') });
});
afterAll(() => one.stop());

/** Other tests' transactions on the same server hold the horizon back for a moment. */
const roll = () =>
	until(async () => {
		await rollAll(one.app, countByDay);
		const { rows } = await sql`
			select 1 from events e left join roll_cursors c on c.subscriber = ${countByDay.name}
			where e.name = any(${COUNTED.map(({ name }) => name)}) and (c.xid is null or (e.xid, e.id) > (c.xid, c.id))`.execute(
			one.app.database.db,
		);
		return rows.length === 0;
	});
const stored = async () => {
	const { rows: days } = await sql`select * from daily_counts where count <> 0 order by 1, 2, 3, 4`.execute(
		one.app.database.db,
	);
	const { rows: articles } = await sql`select * from daily_articles order by 1, 2, 3, 4`.execute(one.app.database.db);
	const { rows: months } = await sql`
		select date_trunc('month', day::timestamp)::date as day, article_id, lang, channel, sum(led)::int as led,
			sum(solved)::int as solved, sum(unsolved)::int as unsolved, sum(opened)::int as opened
		from daily_articles group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(one.app.database.db);
	const { rows: kept } = await sql`select * from monthly_articles order by 1, 2, 3, 4`.execute(one.app.database.db);
	expect(kept).toEqual(months);
	return { days, articles };
};
const totalOfJune = async () => totalOf(await countsByDay(one.app.database.db, SYSTEM, JUNE));
const day = async (date: string) => (await countsByDay(one.app.database.db, SYSTEM, { from: date, to: date }))[0];

test('questions, opinions and letters are counted on the day, in the language and on the channel they came', async () => {
	const ann = person(one.app);
	const first = await ann.asks('02 09:00', 'answer', { articles: [OIL, BELT] });
	await ann.asks('02 23:30', 'unsure', { articles: [BELT], lang: 'vi', channel: 'api' });
	await ann.says('03 09:00', first, true);
	await ann.writes('04 09:00', { question: first, articles: [OIL] });
	await ann.writes('04 09:10', { articles: [BELT] });
	await ann.writes('04 09:20');
	await roll();
	expect(await day('2026-06-02')).toMatchObject({ answer: 1, unsure: 1, solved: 0 });
	expect(await day('2026-06-03')).toMatchObject({ answer: 0, solved: 1 });
	expect(await day('2026-06-04')).toMatchObject({ opened_answer: 1, opened_article: 1, opened_nothing: 1 });
	const langs = await countsByPart(one.app.database.db, SYSTEM, JUNE, 'lang');
	expect(langs).toMatchObject([
		{ key: 'en', answer: 1, solved: 1 },
		{ key: 'vi', unsure: 1 },
	]);
	expect(await countsByDay(one.app.database.db, SYSTEM, { ...JUNE, channel: 'api' }).then(totalOf)).toMatchObject({
		answer: 0,
		unsure: 1,
	});
	const useful = await topArticles(one.app.database.db, SYSTEM, { range: JUNE, order: 'useful', limit: 5, lang: 'en' });
	expect(useful).toMatchObject([{ article_id: OIL, led: 1, solved: 1, unsolved: 0, opened: 1, title: null }]);
	const failing = await topArticles(one.app.database.db, SYSTEM, {
		range: JUNE,
		order: 'failing',
		limit: 5,
		lang: 'en',
	});
	expect(failing.map(({ article_id }) => article_id).toSorted()).toEqual([OIL, BELT].toSorted());
});

test('a second opinion takes the first from the day on which it was given', async () => {
	const bob = person(one.app);
	const asked = await bob.asks('10 09:00', 'answer', { articles: [OIL] });
	const rating = await bob.says('10 09:01', asked, true);
	await roll();
	expect(await day('2026-06-10')).toMatchObject({ solved: 1, unsolved: 0 });
	await bob.says('12 09:00', asked, false, rating);
	await roll();
	expect(await day('2026-06-10')).toMatchObject({ answer: 1, solved: 0, unsolved: 0 });
	expect(await day('2026-06-12')).toMatchObject({ solved: 0, unsolved: 1 });
});

test('what was rolled up in any number of batches equals a recount, and rolling again changes nothing', async () => {
	const many = Array.from({ length: 30 }, () => person(one.app));
	for (const [i, each] of many.entries()) {
		const asked = await each.asks(`${10 + (i % 9)} 1${i % 9}:00`, i % 3 ? 'answer' : 'choices', {
			articles: [OIL, BELT],
			lang: i % 2 ? 'th' : 'en',
		});
		if (i % 4 === 0) await roll();
		const rating = await each.says(`20 10:00`, asked, i % 5 > 0);
		if (i % 7 === 0) await each.says(`21 10:00`, asked, i % 5 === 0, rating);
	}
	await roll();
	const rolled = await stored();
	await roll();
	expect(await stored()).toEqual(rolled);
	await recount(one.app, {});
	expect(await stored()).toEqual(rolled);
});

test('a recount leaves alone what has not been rolled up, and days whose facts may be forgotten', async () => {
	const before = await stored();
	const cai = person(one.app);
	await cai.asks('22 09:00', 'answer', { articles: [OIL] });
	await recount(one.app, {});
	expect(await stored()).toEqual(before);
	await roll();
	const after = await stored();
	expect(await day('2026-06-22')).toMatchObject({ answer: 1 });
	await sql`delete from events where at < '2026-06-15'`.execute(one.app.database.db);
	await recount(one.app, { 'question.asked': 39, 'rating.given': 3_000 });
	expect(await stored()).toEqual(after);
});

test('a recount says how far it is, and one that is stopped while it counts has changed nothing', async () => {
	const { app } = one;
	const steps: RecountStep[] = [];
	await recount(app, {}, { onProgress: (step) => steps.push(step) });
	const days = steps.length - 1;
	expect(steps[0]).toEqual({ what: 'counting', done: 1, total: 1 });
	expect(steps.at(-1)).toEqual({ what: 'judging', done: days, total: days });
	const right = await stored();
	await sql`update daily_counts set count = count + 1`.execute(app.database.db);
	const wrong = await stored();
	await expect(recount(app, {}, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
	expect(await stored()).toEqual(wrong);
	await recount(app, {});
	expect(await stored()).toEqual(right);
});

test('what comes in and is rolled up during recounts is counted once', async () => {
	const { app } = one;
	const people = Array.from({ length: 20 }, () => person(app));
	const counted = await totalOfJune();
	await Promise.all([
		...people.map((each) => each.asks('28 09:00', 'answer', { articles: [OIL] })),
		recount(app, {}),
		rollUp(app, countByDay),
		recount(app, {}),
		rollUp(app, countByDay),
	]);
	await roll();
	expect((await totalOfJune()).answer).toBe(counted.answer + 20);
	const rolled = await stored();
	await recount(app, {});
	expect(await stored()).toEqual(rolled);
});

test('in another time zone all days are counted anew by its clock', async () => {
	const { app } = one;
	const dan = person(app);
	await dan.asks('25 20:00', 'unsure');
	await roll();
	expect(await day('2026-06-25')).toMatchObject({ unsure: 1 });
	await app.transact((tx) => changeSetting(tx, SYSTEM, app.secrets, timeZone, 'Asia/Bangkok'));
	const event = { payload: { key: timeZone.key } } as unknown as Parameters<ReturnType<typeof handler>>[1];
	const pending = () => readPending(app.database.db, SYSTEM, { range: JUNE, zone: 'Asia/Bangkok', now: app.clock() });
	expect(await pending()).toMatchObject({ recount: true });
	await handler()(app, event);
	expect(await pending()).toEqual({ recount: false, days: 0 });
	expect(await day('2026-06-25')).toMatchObject({ unsure: 0 });
	expect(await day('2026-06-26')).toMatchObject({ unsure: 1 });
	await expect(app.transact((tx) => changeSetting(tx, SYSTEM, app.secrets, timeZone, '+07:00'))).rejects.toMatchObject({
		code: 'invalid_input',
	});
});

test('an opinion of long ago counts, but no more for the article that was shown', async () => {
	const eli = person(one.app);
	const asked = await eli.asks('01 09:00', 'answer', { articles: [DRYER] });
	await eli.says('30 09:00', asked, true);
	const later = await eli.asks('01 10:00', 'answer', { articles: [DRYER] });
	await eli.says('31 11:00', later, true);
	await roll();
	const { db } = one.app.database;
	const range = { from: '2026-06-01', to: '2026-07-02' };
	expect((await countsByDay(db, SYSTEM, range)).at(-2)).toMatchObject({ day: '2026-07-01', solved: 1 });
	const useful = await topArticles(db, SYSTEM, { range, order: 'useful', limit: 9, lang: 'en' });
	expect(useful.find(({ article_id }) => article_id === DRYER)).toMatchObject({ led: 2, solved: 1 });
});

function handler() {
	const subscriber = recountOnZone({ key: 'retention', schema: undefined as never, fallback: {} });
	if (subscriber.how !== 'act') throw new Error('it acts');
	return subscriber.handle;
}
