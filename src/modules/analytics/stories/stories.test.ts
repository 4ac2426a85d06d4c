import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTime } from '#app';
import { type Actor, SYSTEM } from '#core/access.ts';
import type { EventKind } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import {
	conversationClosed,
	conversationOpened,
	feedbackGiven,
	handedOver,
	messageWritten,
} from '#modules/conversations/index.ts';
import { rollAll } from '../../../../tests/support/roll.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { recount } from '../counting/recount.ts';
import { readConversations } from './read-conversations.ts';
import { readHandovers } from './read-handovers.ts';
import { readLoad } from './read-load.ts';
import { readPaths } from './read-paths.ts';
import { tellStories } from './roll-stories.ts';

let one: TestServer;
const OIL = newId();
const range = { from: '2026-06-01', to: '2026-06-30' };
const now = new Date('2026-06-30T12:00:00Z');
const zone = 'Asia/Kathmandu'; // 5:45 ahead of UTC

/** A conversation whose facts are written one by one, each at its time in June, in UTC. */
function talk(lang = 'en') {
	const actor: Actor = { kind: 'customer', id: newId(), assurance: 'anonymous', scopes: [] };
	const subject = newId();
	const happens = <P>(time: string, kind: EventKind<P>, payload: P) =>
		atTime(one.app, () => new Date(`2026-06-${time.replace(' ', 'T')}:00Z`)).transact((tx) =>
			record(tx, actor, kind, { subject, customer: actor.id, channel: 'web', lang, payload }),
		);
	const writes = (time: string, author: 'customer' | 'assistant' | 'agent', outcome?: string) =>
		happens(time, messageWritten, {
			message_id: newId(),
			author,
			kind: 'message',
			holder: author === 'agent' ? 'team' : 'assistant',
			...(outcome && { outcome }),
		});
	return {
		opens: (time: string, to: 'assistant' | 'person' = 'assistant') =>
			happens(time, conversationOpened, { articles: [], to }).then(() => writes(time, 'customer')),
		writes,
		hands: (time: string, reason: string, articles: string[] = []) =>
			happens(time, handedOver, { handoff_id: newId(), reason, articles, turns: 1 }),
		closes: (time: string) => happens(time, conversationClosed, {}),
		says: (time: string, solved: boolean, reasons: string[] = []) =>
			happens(time, feedbackGiven, { solved, steps: {}, reasons, again: false }),
	};
}

beforeAll(async () => {
	one = await testServer();
	const contained = talk();
	await contained.opens('02 09:00');
	await contained.writes('02 09:00', 'assistant', 'answer');
	await contained.says('02 09:02', true);

	const silent = talk('th');
	await silent.opens('03 18:20'); // 00:05 of the next day in Kathmandu
	await silent.writes('03 18:20', 'assistant', 'answer');

	const handed = talk();
	await handed.opens('04 09:00');
	await handed.writes('04 09:00', 'assistant', 'unsure');
	await handed.hands('04 09:10', 'not_solved', [OIL]);
	await handed.writes('04 09:40', 'agent');
	await handed.closes('04 11:00');
	await handed.says('04 11:05', false, ['had_to_repeat']);

	const waiting = talk();
	await waiting.opens('05 09:00', 'person');
	await waiting.hands('05 09:00', 'form');

	const open = talk();
	await open.opens('30 11:00');
	await open.writes('30 11:00', 'assistant', 'choices');

	const outside = talk();
	await outside.opens('30 19:00'); // already July in Kathmandu
	await rollAll(one.app, tellStories);
});
afterAll(() => one.stop());

const sums = () => readConversations(one.app.database.db, SYSTEM, { range, zone, now });

test('contained, handed over, waiting and what customers said are told apart', async () => {
	expect(await sums()).toMatchObject({
		conversations: 5,
		contained: 2,
		contained_solved: 1,
		containment: 0.5,
		handed: 2,
		waiting: 1,
		wait_median_minutes: 30,
		resolution_median_minutes: 120,
		solved: 1,
		unsolved: 1,
		solved_by_people: 0,
		unsolved_by_people: 1,
	});
});

test('why, after which article and what was wanting', async () => {
	expect(await readHandovers(one.app.database.db, SYSTEM, { range, zone, lang: 'en' })).toEqual({
		reasons: [
			{ reason: 'form', count: 1 },
			{ reason: 'not_solved', count: 1 },
		],
		articles: [{ article_id: OIL, title: null, lang: null, count: 1, unsolved: 1 }],
		complaints: [{ reason: 'had_to_repeat', count: 1 }],
	});
});

test('every conversation took one path', async () => {
	const paths = await readPaths(one.app.database.db, SYSTEM, { range, zone, now });
	const told = paths.map(({ begun, outcome, reason, ending }) => [begun, outcome, reason, ending].join(' '));
	expect(told.toSorted()).toEqual([
		'assistant answer  silent',
		'assistant answer  solved',
		'assistant choices  open',
		'assistant unsure not_solved unsolved',
		'person  form waiting',
	]);
});

test('the load stands at the hours of the business', async () => {
	const { hours, langs } = await readLoad(one.app.database.db, SYSTEM, { range, zone });
	// Wednesday evening in UTC is Thursday, five past midnight.
	expect(hours).toContainEqual({ weekday: 4, hour: 0, messages: 1, handed: 0 });
	expect(langs).toEqual([
		{ lang: 'en', messages: 4, handed: 2 },
		{ lang: 'th', messages: 1, handed: 0 },
	]);
});

test('told anew from the facts, all is as before', async () => {
	const before = [await sums(), await readLoad(one.app.database.db, SYSTEM, { range, zone })];
	await recount({ ...one.app, clock: () => now }, {});
	expect([await sums(), await readLoad(one.app.database.db, SYSTEM, { range, zone })]).toEqual(before);
});
