import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { beginJourney } from './begin.ts';
import type { Answers } from './definition.ts';
import { fillIn } from './fill-in.ts';
import { lockJourney } from './lock.ts';
import { openServices } from './registry.ts';
import { resumeJourney } from './resume.ts';
import { settleJourney } from './settle.ts';
import { take } from './take.ts';
import { giveToTeam, returnJourney } from './team.ts';
import { turnAfter } from './turn.ts';
import { undoJourney } from './undo.ts';
import { feedback, FREE, offer, refund, survey, visit, world } from './toy.fixture.ts';

let it: TestApp;
let app: TestApp['app'];
let anna: Actor;
let ben: Actor;
beforeAll(async () => {
	it = await testApp();
	app = { ...it.app, services: openServices([visit, refund, survey, feedback]) };
	const arrive = () => app.transact((tx) => startSession(tx, { channel: 'web' }));
	[anna, ben] = [(await arrive()).actor, (await arrive()).actor];
});
afterAll(() => it.stop());

const begin = (name: string, more: Partial<Parameters<typeof beginJourney>[3]> = {}) =>
	app.transact(async (tx) => {
		const run = await beginJourney(app, tx, anna, { service: name, ...more });
		return turnAfter(run);
	});
const say = (journey: string, input: unknown, actor = anna) =>
	app.transact(async (tx) => {
		const run = await take(app, tx, actor, { journey, input, channel: 'chat' });
		return turnAfter(run);
	});
const fill = (journey: string, values: Answers, confirm = false) =>
	app.transact(async (tx) => {
		const run = await fillIn(app, tx, anna, { journey, values, confirm });
		return turnAfter(run);
	});

test('a dialogue asks one thing after the other, refuses what will not do, and acts once it is confirmed', async () => {
	const { journey, ask } = await begin('visit');
	expect(ask).toMatchObject({ name: 'town', label: 'Which town?' });
	expect((await say(journey.id, 'Paris')).ask).toMatchObject({ name: 'town', fault: { code: 'not_offered' } });
	expect((await say(journey.id, 'krung thep')).ask).toMatchObject({ name: 'people' });
	expect((await say(journey.id, '9')).ask?.fault).toMatchObject({
		code: 'out_of_range',
		text: 'A number from 1 to 3, please.',
	});
	expect((await say(journey.id, '3')).ask).toMatchObject({ name: 'people', fault: { code: 'too_many' } });
	expect((await say(journey.id, '2')).ask).toMatchObject({ name: 'slot', shape: { kind: 'time' } });
	expect((await say(journey.id, '1')).ask).toMatchObject({ name: 'note', optional: true });
	expect((await say(journey.id, 'skip')).ask).toMatchObject({ name: 'remind' });
	const review = await say(journey.id, 'no');
	expect(review.review?.lines.map(({ value }) => value)).toEqual([
		'Bangkok',
		'2',
		expect.stringContaining('14:00'),
		'No',
	]);
	const before = world.done.length;
	expect((await say(journey.id, 'confirm')).result).toMatchObject({ text: 'See you in bkk', reference: 'V-1' });
	expect((await say(journey.id, 'confirm')).journey.state).toBe('done');
	expect(world.done.length).toBe(before + 1);
});

test('what is pressed is said as its button reads, in the language of the dialogue or of the page around it', async () => {
	const { journey, ask } = await begin('visit', { lang: 'vi' });
	expect(ask?.label).toBe('Which town?');
	for (const answer of ['Hanoi', '2', FREE[1], 'Bỏ qua', 'Không']) await say(journey.id, answer);
	expect((await say(journey.id, 'Sửa: How many people?')).ask).toMatchObject({ name: 'people', before: 2 });
	expect((await say(journey.id, '1')).review).toMatchObject({ confirm: 'Xác nhận' });
	expect((await say(journey.id, 'Change: Which town?')).ask).toMatchObject({ name: 'town' });
	expect((await say(journey.id, 'Hanoi')).review).toBeDefined();
	expect((await say(journey.id, 'Change: Which country?')).faults['']).toMatchObject({ code: 'not_understood' });
	expect((await say(journey.id, 'XÁC NHẬN')).journey.state).toBe('done');
});

test('a service that names its own button is confirmed by that name', async () => {
	const { journey } = await begin('feedback');
	await say(journey.id, 'Good');
	expect((await say(journey.id, 'Send it off')).journey.state).toBe('done');
});

test('several answers in one message are all heard, and a later word corrects an earlier one', async () => {
	const { journey, ask } = await begin('visit', { heard: '2 technicians tomorrow in Hanoi please' });
	expect(ask?.name).toBe('slot');
	const turn = await say(journey.id, FREE[0]);
	expect(turn.answers.map(({ name, raw, by }) => [name, raw, by])).toEqual([
		['town', 'hn', 'said'],
		['people', 2, 'said'],
		['slot', offer(FREE[0] ?? '') && { from: FREE[0], until: offer(FREE[0] ?? '').until, zone: 'UTC' }, 'asked'],
	]);
	await say(journey.id, 'skip');
	await say(journey.id, 'no');
	const corrected = await say(journey.id, 'sorry, make it Bangkok');
	// The first time of Hanoi is not free in Bangkok: it is asked again, and nothing else.
	expect(corrected.ask).toMatchObject({ name: 'slot', fault: { code: 'no_longer' } });
	expect((await say(journey.id, '2')).review?.lines.map(({ value }) => value)[0]).toBe('Bangkok');
});

test('back asks the last question again; stop ends it; somebody else’s journey is none', async () => {
	const { journey } = await begin('visit');
	await say(journey.id, 'Hanoi');
	expect((await say(journey.id, 'back')).ask).toMatchObject({ name: 'town', before: 'hn' });
	await expect(say(journey.id, 'Hanoi', ben)).rejects.toMatchObject({ code: 'not_found' });
	expect((await say(journey.id, 'stop')).journey.state).toBe('stopped');
	expect((await say(journey.id, 'Hanoi')).journey.state).toBe('stopped');
});

test('a form is filled in at once and in any order: what is wrong is said, what is right is kept, and it happens once', async () => {
	const { journey } = await begin('visit');
	const values = { town: 'hn', people: 7, slot: FREE[1], remind: 'yes', email: 'nobody' };
	const wrong = await fill(journey.id, values, true);
	expect(wrong.faults).toMatchObject({ people: { code: 'out_of_range' } });
	expect((await fill(journey.id, { people: 1 }, true)).faults).toMatchObject({
		email: { code: 'not_email' },
	});
	// The note is left out, as it may be.
	const right = { email: 'anna@example.com' };
	const before = world.done.length;
	const both = await Promise.all([fill(journey.id, right, true), fill(journey.id, right, true)]);
	expect(both.map((turn) => turn.journey.state)).toEqual(['done', 'done']);
	expect(world.done.length).toBe(before + 1);
	expect(world.done.at(-1)).toEqual({
		town: 'hn',
		people: 1,
		slot: expect.anything(),
		note: null,
		remind: true,
		email: 'anna@example.com',
	});
});

test('what an act refuses is asked again, and nothing else is lost', async () => {
	const { journey } = await begin('visit');
	world.taken = FREE[2] ?? '';
	const refused = await fill(journey.id, { town: 'hn', people: 1, slot: world.taken, note: '', remind: 'no' }, true);
	expect(refused).toMatchObject({ journey: { state: 'open' }, ask: { name: 'slot', fault: { code: 'taken' } } });
	world.taken = '';
	expect((await fill(journey.id, { slot: FREE[0] }, true)).journey.state).toBe('done');
});

test('what was done can be undone while its window is open', async () => {
	const { journey } = await begin('visit');
	await fill(journey.id, { town: 'hn', people: 1, slot: FREE[0], note: '', remind: 'no' }, true);
	const before = world.done.length;
	const undo = (clock = app) => clock.transact((tx) => undoJourney(app, tx, anna, { journey: journey.id }));
	expect((await undo()).journey.state).toBe('undone');
	expect((await undo()).journey.state).toBe('undone');
	expect(world.done.length).toBe(before - 1);
});

test('the code goes on with it on another device, and a wrong one finds nothing', async () => {
	const { journey } = await begin('visit');
	await say(journey.id, 'Hanoi');
	const resume = (code: string) => app.transact((tx) => resumeJourney(app, tx, ben, { code }));
	await expect(resume('AAAAA-AAAAA')).rejects.toMatchObject({ code: 'not_found' });
	await resume(journey.code.toLowerCase());
	expect((await say(journey.id, '1', ben)).ask?.name).toBe('slot');
});

test('a journey of an older version is read by the newer one, which asks again what no longer does', async () => {
	const { journey } = await begin('visit');
	await fill(journey.id, { town: 'hn', people: 3 });
	await app.database.db
		.updateTable('journeys')
		.set({ service_version: 1, answers: JSON.stringify({ town: answerOf('hn'), people: answerOf(5) }) })
		.where('id', '=', journey.id)
		.execute();
	const turn = await say(journey.id, undefined);
	expect(turn.ask).toMatchObject({ name: 'people', fault: { code: 'no_longer' } });
	expect(turn.answers.map(({ name }) => name)).toEqual(['town']);
	expect((await say(journey.id, '2')).ask?.name).toBe('slot');
});
const answerOf = (value: unknown) => ({
	value,
	label: '',
	shown: '',
	by: 'asked',
	channel: 'web',
	at: '2026-01-01T00:00:00Z',
});

test('what needs the world outside waits for it under one key, and is settled once', async () => {
	const { journey } = await begin('refund');
	expect((await say(journey.id, 'yes')).journey.state).toBe('pending');
	world.outside = { ok: false, retry: true, error: 'busy' };
	await expect(settleJourney(app, journey.id)).rejects.toThrow('busy');
	world.outside = { ok: true };
	await Promise.all([settleJourney(app, journey.id), settleJourney(app, journey.id)]);
	await settleJourney(app, journey.id);
	expect(new Set(world.asked)).toEqual(new Set([journey.id]));
	expect(await say(journey.id, undefined)).toMatchObject({ journey: { state: 'done' }, result: { text: 'Paid' } });
});

test('while the team has it the customer waits, the team fills in, and it goes back', async () => {
	const { journey } = await begin('visit');
	await app.transact((tx) => giveToTeam(tx, anna, journey.id));
	expect((await say(journey.id, 'Hanoi')).answers).toEqual([]);
	const agent: Actor = { kind: 'staff', id: ben.id, assurance: 'verified', scopes: ['*'] };
	await say(journey.id, 'Hanoi', agent);
	await app.transact((tx) => returnJourney(tx, agent, journey.id));
	expect(await say(journey.id, '2')).toMatchObject({ journey: { state: 'open' }, ask: { name: 'slot' } });
});

test('a service that is data asks, tells and acts like any other', async () => {
	const { journey } = await begin('survey');
	const sorry = await say(journey.id, '1');
	expect(sorry).toMatchObject({ told: [{ text: 'We are sorry.' }], ask: { name: 'why' } });
	expect((await say(journey.id, 'It was late')).result?.text).toBe('Thank you');
});

test('every step is a fact, without what was answered', async () => {
	const { journey } = await begin('visit');
	await say(journey.id, 'Hanoi');
	await say(journey.id, '9');
	const events = await app.database.db
		.selectFrom('events')
		.select(['name', 'payload'])
		.where('subject_id', '=', journey.id)
		.orderBy('seq')
		.execute();
	expect(events.map(({ name }) => name)).toEqual([
		'journey.begun',
		'journey.resumed',
		'journey.answered',
		'journey.refused',
	]);
	expect(JSON.stringify(events)).not.toContain('hn');
	await app.transact((tx) => lockJourney(tx, anna, journey.id));
});
