import { expect, onTestFinished, test } from 'vitest';
import { atTime } from '#app';
import { SYSTEM } from '#core/access.ts';
import { openConversation } from '#modules/conversations/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { listCalendars, listPromises, listRules, makeRule } from '#modules/promises/index.ts';
import { testApp } from '../../tests/support/app.ts';
import { type DemoPromises, makePromises, removePromises } from './promises.ts';
import { removeCustomers } from './remove.ts';
import { answerLetter } from './replies.ts';

// A Monday; at the desk it is ten in the morning.
const MONDAY = new Date('2026-06-01T08:00:00Z');
const FRIDAY = new Date('2026-06-05T16:00:00Z');

async function desk() {
	const { app, stop } = await testApp({ clock: () => FRIDAY });
	onTestFinished(stop);
	const made = await atTime(app, () => MONDAY).transact((tx) => makePromises(tx));
	const { db } = app.database;
	return {
		app,
		db,
		made,
		kinds: async () => (await listRules(db, SYSTEM)).map(({ kind, minutes }) => `${kind} ${minutes}`),
		names: async () => (await listCalendars(db, SYSTEM)).map(({ name }) => name),
		remove: (promises: DemoPromises) => app.transact((tx) => removePromises(tx, SYSTEM, promises)),
	};
}

const USUAL = ['first_response 240'];

test('what the demo promises comes first, and goes without what was there before', async () => {
	const { kinds, names, made, remove } = await desk();
	expect(await kinds()).toEqual(['first_response 30', 'next_response 120', 'resolution 1845', ...USUAL]);
	expect(await names()).toEqual(['', 'Service desk Bielefeld']);
	await remove(made);
	expect([await kinds(), await names()]).toEqual([USUAL, ['']]);
	await remove(made);
	expect([await kinds(), await names()]).toEqual([USUAL, ['']]);
});

test('the desk stays as long as a rule of somebody else counts by it', async () => {
	const { app, kinds, names, made, remove } = await desk();
	const own = { name: '', channels: [], topics: [], groups: [], langs: [], pauses: [], ladder: [], active: true };
	await app.transact((tx) => makeRule(tx, SYSTEM, { ...own, kind: 'call_back', minutes: 60, calendar_id: made.calendar }));
	await remove(made);
	expect(await kinds()).toEqual([...USUAL, 'call_back 60']);
	expect(await names()).toEqual(['', 'Service desk Bielefeld']);
});

test('letters of the month are answered at the desk, most in time; what nobody could have answered yet still waits', async () => {
	const { app, db } = await desk();
	const { actor } = await app.transact((tx) => startSession(tx, { lang: 'th', channel: 'web' }));
	const write = (number: number, from: Date) => {
		let at = from;
		return atTime(app, () => at).transact(async (tx) => {
			const letter = { text: 'น้ำมันรั่ว', lang: 'th', channel: 'web', came: {}, to: 'person' as const, fallbackLang: 'en' };
			const id = await openConversation(tx, actor, letter);
			await answerLetter(tx, { id, lang: 'th', number, at }, FRIDAY, (then) => void (at = then));
		});
	};
	await write(1, MONDAY);
	await write(4, MONDAY);
	await write(5, new Date(FRIDAY.getTime() - 60_000));
	const items = await listPromises(db, SYSTEM, { limit: 10 }, FRIDAY);
	const seen = items.map(({ kind, state, reason }) => [kind, state, reason]);
	expect(seen.toSorted()).toEqual(
		[
			['first_response', 'broken', 'too_busy'],
			['first_response', 'kept', null],
			['first_response', 'running', null],
			['resolution', 'kept', null],
			['resolution', 'paused', null],
			['resolution', 'running', null],
		].toSorted(),
	);
	await removeCustomers(app, [actor.id]);
	const left = await Promise.all([
		db.selectFrom('promises').select('id').execute(),
		db.selectFrom('promise_subjects').select('id').execute(),
		db.selectFrom('events').select('id').where('subject_type', 'in', ['promise', 'conversation']).execute(),
	]);
	expect(left).toEqual([[], [], []]);
});
