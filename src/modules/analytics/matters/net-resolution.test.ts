import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { gatherGaps, mergeGap, splitGap } from '#modules/gaps/index.ts';
import { rollAll } from '../../../../tests/support/roll.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { recount } from '../counting/recount.ts';
import { mattersByDay, readResolution } from '../reading/read-resolution.ts';
import type { Range } from '../reading/range.ts';
import { person } from '../story.fixture.ts';
import { settleDays } from './settle-days.ts';

let one: TestServer;
let today = new Date('2026-06-30T12:00:00Z');
const [OIL, BELT, DRYER, PRICE] = [newId(), newId(), newId(), newId()];
const JUNE = { from: '2026-06-01', to: '2026-06-30' };
const read = (range: Range = JUNE) => readResolution(one.app.database.db, SYSTEM, { range, zone: 'UTC' });

const PASSWORD = ['How do I reset the password of my controller?', 'reset controller password'];
const DRONE = 'Can a drone deliver my parcel?';

/** Twenty-four people, what each does, and beside it what their matters come to. */
async function story() {
	const { app } = one;
	const text = { lang: 'en', title: 'Used oil', body: 'Bring it back.' };
	const { body: put } = await one.call('PUT', '/api/v1/articles/by-external-id/used-oil', { body: text });

	const ann = person(app); // net: asks, is answered, says so
	await ann.says('02 09:05', await ann.asks('02 09:00', 'answer', { articles: [OIL, BELT] }), true);

	const bob = person(app); // silent: answered, then nothing
	await bob.asks('02 10:00', 'answer', { articles: [OIL] });

	const cai = person(app); // left: a choice, never made
	await cai.asks('02 11:00', 'choices', { articles: [OIL, BELT] });

	const dan = person(app); // left: nobody was sure
	await dan.asks('03 09:00', 'unsure');

	const eve = person(app); // unsolved: said that it did not help
	await eve.says('03 10:01', await eve.asks('03 10:00', 'answer', { articles: [BELT] }), false);

	const fay = person(app); // handed: wrote after an answer that did not help
	const asked = await fay.asks('03 11:00', 'answer', { articles: [BELT] });
	await fay.says('03 11:01', asked, false);
	await fay.writes('03 11:05', { question: asked });

	const gus = person(app); // came back: on another channel, four days after it seemed solved, about the second article of the two
	await gus.says('04 09:01', await gus.asks('04 09:00', 'answer', { articles: [OIL, DRYER] }), true);
	await gus.asks('08 09:00', 'answer', { articles: [PRICE, DRYER], channel: 'api' });

	const hal = person(app); // net twice: the same again after eight days is a new matter
	for (const day of ['04', '12'])
		await hal.says(`${day} 10:01`, await hal.asks(`${day} 10:00`, 'answer', { articles: [OIL] }), true);

	const ida = person(app); // net, and silent: two things are two matters
	await ida.says('05 09:01', await ida.asks('05 09:00', 'answer', { articles: [OIL] }), true);
	await ida.asks('05 09:10', 'answer', { articles: [PRICE] });

	const jon = person(app); // net: said so five days later
	await jon.says('10 09:00', await jon.asks('05 10:00', 'answer', { articles: [BELT] }), true);

	const kim = person(app); // silent: said so nine days later, which is too late to count
	await kim.says('14 09:00', await kim.asks('05 11:00', 'answer', { articles: [BELT] }), true);

	const lea = person(app); // net: not sure at first, asked again in other words, found the same article
	await lea.asks('06 09:00', 'unsure', { articles: [DRYER] });
	await lea.says('06 09:03', await lea.asks('06 09:02', 'answer', { articles: [DRYER] }), true);

	const max = person(app); // unsolved: changed their mind
	const question = await max.asks('06 10:00', 'answer', { articles: [OIL] });
	await max.says('06 10:30', question, false, await max.says('06 10:01', question, true));

	const nia = person(app); // net: read an article and said that it helped
	await nia.saysOfText('06 11:00', put.translation_id, true);

	const oli = person(app); // handed and confirmed: solved in the end, but with a person
	const first = await oli.asks('07 09:00', 'answer', { articles: [PRICE] });
	await oli.writes('07 09:05', { question: first });
	await oli.says('07 15:00', first, true);

	const pam = person(app); // handed, once: writes out of nowhere, and again in the same conversation
	await pam.adds('09 09:00', await pam.writes('07 10:00'));

	const quy = person(app); // came back: what was solved leads to a letter about the same article… to a person, so: handed
	await quy.says('07 11:01', await quy.asks('07 11:00', 'answer', { articles: [OIL], lang: 'vi' }), true);
	await quy.writes('11 11:00', { articles: [OIL], channel: 'email' });

	const ray = person(app); // net: three articles in a chain of questions are one matter
	await ray.asks('08 10:00', 'choices', { articles: [OIL, BELT] });
	await ray.asks('08 10:01', 'choices', { articles: [BELT, DRYER] });
	await ray.says('08 10:05', await ray.asks('08 10:02', 'answer', { articles: [DRYER, PRICE] }), true);

	const tom = person(app); // left, once: asked in other words two days later, and both words are one gap
	for (const [i, words] of PASSWORD.entries()) await tom.asks(`${13 + 2 * i} 09:00`, 'unsure', { words });

	const uma = person(app); // left, once: two gaps that somebody on the team merged
	await uma.asks('13 10:00', 'unsure', { words: PASSWORD[0] });
	await uma.asks('14 10:00', 'unsure', { words: DRONE });

	const vic = person(app); // left, twice: one gap that somebody on the team split
	await vic.asks('13 11:00', 'unsure', { words: PASSWORD[0] });
	const odd = await vic.asks('14 11:00', 'unsure', { words: PASSWORD[1] });

	const wes = person(app); // left, twice: the same gap again after eight days
	for (const day of ['13', '21']) await wes.asks(`${day} 12:00`, 'unsure', { words: PASSWORD[0] });

	await rollAll(app, gatherGaps);
	await mend(odd);

	const sue = person(app); // not judged yet: it is too early to say that she stays away
	await sue.says('25 09:01', await sue.asks('25 09:00', 'answer', { articles: [OIL] }), true);

	const robot = person(app); // nobody: no person gives more than two hundred signs
	for (let i = 0; i < 201; i++) await robot.asks('09 12:00', 'answer', { articles: [OIL] });
}

async function mend(odd: string) {
	const { app } = one;
	const { db } = app.database;
	const rows = db.selectFrom('gap_questions as g').innerJoin('questions as q', 'q.id', 'g.question_id');
	const gapOf = async (words: string) =>
		(await rows.select('g.gap_id').where('q.text', '=', words).executeTakeFirstOrThrow()).gap_id;
	const [password, drone] = [await gapOf(PASSWORD[0]!), await gapOf(DRONE)];
	expect(drone).not.toBe(password);
	await app.transact((tx) => mergeGap(tx, SYSTEM, { id: drone, into: password }));
	await app.transact((tx) => splitGap(tx, SYSTEM, { id: password, questions: [odd] }));
}

beforeAll(async () => {
	one = await testServer({ clock: () => today });
	await story();
	await settleDays(one.app);
});
afterAll(() => one.stop());

test('what a hand counts in a story of twenty-four people is what is shown', async () => {
	const { net, came_back, handed, handed_confirmed, unsolved, silent, left_open, ...sums } = await read();
	// Ann, Hal twice, Ida, Jon, Lea, Nia, Ray.
	expect(net).toBe(8);
	// Gus.
	expect(came_back).toBe(1);
	// Fay, Oli, Pam, Quy; of them Oli and Quy had it solved.
	expect([handed, handed_confirmed]).toEqual([4, 2]);
	// Eve, Max.
	expect(unsolved).toBe(2);
	// Bob, Ida's second, Kim.
	expect(silent).toBe(3);
	// Cai, Dan, Tom, Uma, Vic twice, Wes twice.
	expect(left_open).toBe(8);
	expect(sums.matters).toBe(26);
	expect(sums.confirmed).toBe(11);
	expect(sums.net_resolution).toBeCloseTo(8 / 26);
});

test('a matter belongs to the day on which it ended, and to the language and channel in which it began', async () => {
	const days = await mattersByDay(one.app.database.db, SYSTEM, JUNE);
	const on = (day: string) => days.find((each) => each.day === `2026-06-${day}`);
	expect(on('02')).toMatchObject({ net: 1, silent: 1, left_open: 1 });
	expect(on('04')).toMatchObject({ net: 1, came_back: 0 });
	expect(on('08')).toMatchObject({ net: 1, came_back: 1 });
	expect(on('11')).toMatchObject({ handed: 1 });
	expect(on('13')).toMatchObject({ left_open: 2 });
	expect(on('14')).toMatchObject({ left_open: 2 });
	expect(on('15')).toMatchObject({ left_open: 1 });
	expect(on('25')).toMatchObject({ net: 0 });
	expect(await read({ ...JUNE, lang: 'vi' })).toMatchObject({ matters: 1, handed: 1 });
	expect(await read({ ...JUNE, channel: 'api' })).toMatchObject({ matters: 0, net_resolution: null });
});

test('the queries that are shown give the numbers that are shown when somebody runs them', async () => {
	const { sum, judge, ...shown } = await read();
	const { pool, db } = one.app.database;
	expect((await pool.query(sum.text, sum.values)).rows).toEqual([shown]);
	const { rows: stored } = await sql<{
		day: string;
	}>`select *, day::text from daily_matters where day = '2026-06-07' order by lang`.execute(db);
	const { rows } = await pool.query(judge.text, ['2026-06-07', judge.values[1]]);
	expect(rows).toEqual(stored);
});

test('a day is judged once it has seven whole days behind it, and once only', async () => {
	today = new Date('2026-07-02T23:59:00Z');
	await settleDays(one.app);
	expect(await read()).toMatchObject({ matters: 26 });
	today = new Date('2026-07-03T00:01:00Z');
	await Promise.all([settleDays(one.app), settleDays(one.app)]);
	expect(await read()).toMatchObject({ matters: 27, net: 9 });
	await settleDays(one.app);
	expect(await read()).toMatchObject({ matters: 27, net: 9 });
});

test('gaps that are merged later leave judged days as they are; a recount judges all days by the gaps of now', async () => {
	const { app } = one;
	const { id, split_from } = await app.database.db
		.selectFrom('gaps')
		.select(['id', 'split_from'])
		.where('split_from', 'is not', null)
		.executeTakeFirstOrThrow();
	await app.transact((tx) => mergeGap(tx, SYSTEM, { id, into: split_from! }));
	await settleDays(app);
	expect(await read()).toMatchObject({ matters: 27, left_open: 8 });
	await recount(app, {});
	await settleDays(app);
	// Vic's two are one now; all else is as it was.
	expect(await read()).toMatchObject({ matters: 26, left_open: 7, net: 9, handed: 4 });
});

test('a recount leaves days as they are of which letters may be forgotten', async () => {
	const { app } = one;
	const before = await read();
	await sql`delete from events where name = 'conversation.message_written'`.execute(app.database.db);
	await recount(app, { 'conversation.message_written': 30 });
	expect(await read()).toEqual(before);
});
