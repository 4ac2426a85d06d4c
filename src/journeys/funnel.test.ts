import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, SYSTEM } from '#core/access.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { beginJourney } from './begin.ts';
import { fillIn } from './fill-in.ts';
import { completionsIn, funnelOf } from './funnel.ts';
import { leftAloneJob } from './left-alone.ts';
import { openServices } from './registry.ts';
import { openRun } from './run.ts';
import { stop } from './stop.ts';
import { take } from './take.ts';
import { giveToTeam } from './team.ts';
import { refund, survey, visit } from './toy.fixture.ts';

const NOON = new Date('2026-11-24T12:00:00Z');
const HOUR_MS = 3_600_000;

let it: TestApp;
let app: TestApp['app'];
let anna: Actor;
let now = NOON;
beforeAll(async () => {
	it = await testApp({ clock: () => now });
	app = { ...it.app, services: openServices([visit, refund, survey]) };
	anna = (await app.transact((tx) => startSession(tx, { channel: 'web' }))).actor;
});
afterAll(() => it.stop());

const day = { from: new Date(NOON.getTime() - 24 * HOUR_MS), until: new Date(NOON.getTime() + 24 * HOUR_MS) };
const begin = async (service: string, channel = 'web', lang = 'en') =>
	(await app.transact((tx) => beginJourney(app, tx, anna, { service, channel, lang }))).journey.id;
const say = (journey: string, ...inputs: unknown[]) =>
	app.transact(async (tx) => {
		for (const input of inputs) await take(app, tx, anna, { journey, input });
	});

test('a funnel tells how many came to each question, whose answers would not do, and where they stopped', async () => {
	const finished = await begin('visit');
	await say(finished, 'Hanoi', '9', '9', '2', '1', 'skip', 'no', 'confirm');
	const stopped = await begin('visit');
	await say(stopped, 'Hanoi');
	await app.transact(async (tx) => stop(await openRun(app, tx, anna, { journey: stopped })));
	const away = await begin('visit', 'chat', 'vi');
	await say(away, 'Bangkok', '2');
	now = new Date(NOON.getTime() + 4 * HOUR_MS);
	await leftAloneJob(app).handle({});
	const looking = await begin('visit');
	await app.transact((tx) => fillIn(app, tx, anna, { journey: looking, values: { town: 'hn', people: 1 } }));
	const handed = await begin('visit');
	await app.transact((tx) => giveToTeam(tx, anna, handed));

	const { total, steps, channels, langs } = await funnelOf(app.database.db, SYSTEM, 'visit', day);
	expect(total).toEqual({ begun: 5, done: 1, with_team: 1, under_way: 1, left: 2 });
	const of = Object.fromEntries(steps.map(({ name, ...counts }) => [name, counts]));
	expect(of.town).toEqual({ reached: 5, answered: 4, refused: 0, left: 0 });
	expect(of.people).toEqual({ reached: 4, answered: 3, refused: 1, left: 1 });
	expect(of.slot).toEqual({ reached: 3, answered: 1, refused: 0, left: 1 });
	expect(of.review).toEqual({ reached: 1, answered: 1, refused: 0, left: 0 });
	expect(of.email).toBeUndefined();
	expect(channels).toEqual([
		{ key: 'web', begun: 4, done: 1, with_team: 1, under_way: 1, left: 1 },
		{ key: 'chat', begun: 1, done: 0, with_team: 0, under_way: 0, left: 1 },
	]);
	expect(langs.map(({ key, begun }) => [key, begun])).toEqual([
		['en', 4],
		['vi', 1],
	]);
	const inChat = await funnelOf(app.database.db, SYSTEM, 'visit', { ...day, channel: 'chat' });
	expect(inChat.total).toEqual({ begun: 1, done: 0, with_team: 0, under_way: 0, left: 1 });
	expect(inChat.steps.map(({ name }) => name).toSorted()).toEqual(['people', 'slot', 'town']);
});

test('what waits for the world outside counts as finished, and services are told apart', async () => {
	const asked = await begin('refund');
	await say(asked, 'yes');
	const sums = await completionsIn(app.database.db, SYSTEM, day);
	expect(sums.map(({ service, begun, done }) => [service, begun, done])).toEqual([
		['visit', 5, 1],
		['refund', 1, 1],
	]);
	expect(await completionsIn(app.database.db, SYSTEM, { ...day, until: day.from })).toEqual([]);
	const nothing = await funnelOf(app.database.db, SYSTEM, 'survey', day);
	expect(nothing).toEqual({
		total: { begun: 0, done: 0, with_team: 0, under_way: 0, left: 0 },
		steps: [],
		channels: [],
		langs: [],
	});
	await expect(funnelOf(app.database.db, anna, 'visit', day)).rejects.toMatchObject({ code: 'forbidden' });
});
