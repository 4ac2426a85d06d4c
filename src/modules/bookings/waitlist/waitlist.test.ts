import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { HOME, openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { bookVisit, cancelVisit, offerTimes, openSlots } from '../index.ts';
import { fits, isWaking, keptUntil } from './fitting.ts';

/** A Monday, nine in the morning at the depot. Work takes the whole day, so that there is one time a day. */
const MONDAY = new Date('2026-06-01T02:00:00Z');
const TUESDAY = new Date('2026-06-02T08:00:00+07:00');
const HOUR_MS = 3_600_000;

let one: TestServer;
let today = MONDAY;
let type: string;
let carl: string;
let booked: string;

beforeAll(async () => {
	one = await testServer({ clock: () => today });
	({ type } = await openDepot(one.app, { type: { names: { en: 'Overhaul' }, minutes: 540 } }));
	carl = (await arrive()).id;
});
afterAll(() => one.stop());
beforeEach(async () => {
	today = MONDAY;
	const { db } = one.app.database;
	for (const table of ['waitlist', 'visits', 'notifications'] as const) await db.deleteFrom(table).execute();
	booked = (
		await one.app.transact((tx) =>
			bookVisit(tx, SYSTEM, { types: [type], starts_at: TUESDAY, at: HOME, customer: carl }),
		)
	).id;
});

async function arrive(): Promise<{ as: string; id: string }> {
	const { body } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	return { as: body.token, id: body.customer_id };
}
const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });
const mine = async (as: string) => (await one.call('GET', '/api/v1/waitlist', { as })).body.items;
const free = () => one.app.transact((tx) => cancelVisit(tx, SYSTEM, { id: booked }));
const look = () => offerTimes(one.app);
const left = async () => {
	const search = { types: [type], at: HOME, from: TUESDAY, until: TUESDAY, limit: 1, now: today };
	return (await openSlots(one.app.database.db, search)).length;
};

/** Waits for Tuesday. */
async function join(name: string, more: object = {}) {
	const who = await arrive();
	today = new Date(today.getTime() + 1_000);
	const { body: begun } = await post(who.as, '/journeys', { service: 'wait-for-time', time_zone: HOME.zone });
	const answers = {
		types: ['Overhaul'],
		place: '12 Main St, Binh Duong',
		people: 1,
		until: '2026-06-02',
		part: 'any',
		phone: '+84912345678',
		email: `${name}@example.com`,
		...more,
	};
	const { body } = await post(who.as, `/journeys/${begun.id}/submit`, { answers });
	expect(body).toMatchObject({ state: 'done', result: { about: { type: 'waiting' } } });
	return who;
}

test('a time that is given back is kept for whoever waits longest, and booked by one button', async () => {
	const [ann, bob] = [await join('ann'), await join('bob')];
	await look();
	expect(await mine(ann.as)).toMatchObject([{ state: 'waiting', title: 'Overhaul', offer: null }]);
	await free();
	await look();
	const [entry] = await mine(ann.as);
	expect(entry).toMatchObject({
		state: 'offered',
		offer: { from: TUESDAY.toISOString(), until: new Date(today.getTime() + 2 * HOUR_MS).toISOString() },
	});
	expect(await mine(bob.as)).toMatchObject([{ state: 'waiting' }]);
	expect(await left()).toBe(0);
	expect((await post(bob.as, `/journeys/${entry.journey_id}/submit`)).status).toBe(404);
	const twice = await Promise.all([1, 2].map(() => post(ann.as, `/journeys/${entry.journey_id}/submit`)));
	expect(twice.map(({ body }) => body.state)).toEqual(['done', 'done']);
	const { items } = (await one.call('GET', '/api/v1/visits', { as: ann.as })).body;
	expect(items).toMatchObject([{ state: 'booked', starts_at: TUESDAY.toISOString() }]);
	await look();
	expect(await mine(ann.as)).toEqual([]);
	expect((await one.call('GET', '/api/v1/me/items', { as: ann.as })).body.items).toContainEqual(
		expect.objectContaining({ type: 'waiting', state: 'taken', open: false }),
	);
});

test('who declines goes on waiting, is not asked the same again, and the next in line is', async () => {
	const [ann, bob] = [await join('ann'), await join('bob')];
	await free();
	await look();
	const [{ journey_id }] = await mine(ann.as);
	expect((await one.call('DELETE', `/api/v1/journeys/${journey_id}`, { as: ann.as })).status).toBe(204);
	await look();
	expect(await mine(ann.as)).toMatchObject([{ state: 'waiting', offer: null }]);
	expect(await mine(bob.as)).toMatchObject([{ state: 'offered' }]);
	await look();
	expect(await mine(ann.as)).toMatchObject([{ state: 'waiting' }]);
});

test('an offer that nobody answers runs out, by day; who never answers waits no more', async () => {
	const ann = await join('ann', { until: '2026-06-08' });
	const others = [3, 4, 5].map((day) => new Date(`2026-06-0${day}T08:00:00+07:00`));
	for (const starts_at of others)
		await one.app.transact((tx) => bookVisit(tx, SYSTEM, { types: [type], starts_at, at: HOME, customer: carl }));
	await free();
	await look();
	expect(await mine(ann.as)).toMatchObject([{ state: 'offered' }]);
	const [{ journey_id }] = await mine(ann.as);
	today = new Date(today.getTime() + 2 * HOUR_MS);
	await look();
	expect(await mine(ann.as)).toMatchObject([{ state: 'offered', offer: { from: '2026-06-08T01:00:00.000Z' } }]);
	expect((await one.call('GET', `/api/v1/journeys/${journey_id}`, { as: ann.as })).body.state).toBe('stopped');
	expect(await left()).toBe(1);
	await one.app.database.db.updateTable('waitlist').set({ unanswered: 2 }).execute();
	today = new Date(MONDAY.getTime() + 5 * HOUR_MS);
	await look();
	expect(await mine(ann.as)).toEqual([]);
});

test('whoever leaves gives back what was kept; somebody else’s waiting is as good as none', async () => {
	const [ann, bob] = [await join('ann'), await join('bob')];
	await free();
	await look();
	const [{ id }] = await mine(ann.as);
	expect((await one.call('DELETE', `/api/v1/waitlist/${id}`, { as: bob.as })).status).toBe(404);
	for (let twice = 0; twice < 2; twice++)
		expect((await one.call('DELETE', `/api/v1/waitlist/${id}`, { as: ann.as })).status).toBe(204);
	expect(await left()).toBe(1);
	await look();
	expect(await mine(bob.as)).toMatchObject([{ state: 'offered' }]);
	expect((await one.call('GET', '/api/v1/waitlist')).body.items).toHaveLength(1);
});

test('a time that is kept for them is not given up for others they look at', async () => {
	const ann = await join('ann');
	await free();
	await look();
	for (const day of [3, 4, 5, 8]) {
		const { body: begun } = await post(ann.as, '/journeys', { service: 'book-visit', time_zone: HOME.zone });
		const slot = new Date(`2026-06-0${day}T08:00:00+07:00`).toISOString();
		for (const [name, value] of Object.entries({
			types: ['Overhaul'],
			place: '1 Main St, Binh Duong',
			people: 1,
			slot,
		}))
			await post(ann.as, `/journeys/${begun.id}/answers`, { name, value });
	}
	expect(await left()).toBe(0);
	const [{ journey_id }] = await mine(ann.as);
	expect((await post(ann.as, `/journeys/${journey_id}/submit`)).body.state).toBe('done');
});

test('nobody waits for more than a few times at once, nor for a day that is over', async () => {
	const ann = await join('ann');
	const again = async (until: string) => {
		const { body: begun } = await post(ann.as, '/journeys', { service: 'wait-for-time', time_zone: HOME.zone });
		const answers = { types: ['Overhaul'], place: '12 Main St, Binh Duong', people: 1, until, part: 'any' };
		return (await post(ann.as, `/journeys/${begun.id}/submit`, { answers: { ...answers, phone: '+84912345678' } }))
			.body;
	};
	for (let count = 1; count < 5; count++) expect((await again('2026-06-02')).state).toBe('done');
	expect((await again('2026-06-02')).errors).toMatchObject([{ path: 'types', code: 'too_many' }]);
	today = new Date('2026-06-03T02:00:00Z');
	await look();
	expect(await mine(ann.as)).toEqual([]);
});

test('what fits goes by the clocks of where it is', () => {
	const wished = {
		from_day: '2026-06-02',
		until_day: '2026-06-03',
		part: 'morning' as const,
		offered_times: [TUESDAY],
	};
	const at = (from: string) => fits({ from: new Date(from).toISOString(), zone: HOME.zone }, wished);
	expect(at('2026-06-02T11:59:00+07:00')).toBe(true);
	expect(at('2026-06-02T12:00:00+07:00')).toBe(false);
	expect(at('2026-06-01T11:00:00+07:00')).toBe(false);
	expect(at('2026-06-03T00:00:00+07:00')).toBe(true);
	expect(at('2026-06-04T00:00:00+07:00')).toBe(false);
	expect(at(TUESDAY.toISOString())).toBe(false);
	expect([0, 1, 12, 13].map((hour) => isWaking(HOME.zone, new Date(Date.UTC(2026, 5, 1, hour))))).toEqual([
		false,
		true,
		true,
		false,
	]);
	const minutes = 120;
	expect(keptUntil({ from: '2026-06-01T04:00:00Z' }, { now: MONDAY, minutes })?.toISOString()).toBe(
		'2026-06-01T03:30:00.000Z',
	);
	expect(keptUntil({ from: '2026-06-01T02:44:00Z' }, { now: MONDAY, minutes })).toBeUndefined();
});
