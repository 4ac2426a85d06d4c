import { expect, onTestFinished, test } from 'vitest';
import { atTime } from '#app';
import { SYSTEM } from '#core/access.ts';
import { startSession } from '#modules/customers/index.ts';
import { bookVisit, listPlaces, listVisitTypes, listWorkers, openSlots, visitsBetween } from '#modules/bookings/index.ts';
import { testApp } from '../../tests/support/app.ts';
import { fillCalendar, openField, removeField } from './bookings.ts';
import { removeCustomers } from './remove.ts';

const NOW = new Date('2026-06-10T08:00:00Z');
const DAY_MS = 86_400_000;
const HANOI_ROAD = { lat: 10.95, lon: 106.7, address: 'Thuận An', zone: 'Asia/Ho_Chi_Minh' };

async function company() {
	const { app, stop } = await testApp({ clock: () => NOW });
	onTestFinished(stop);
	const field = await app.transact((tx) => openField(tx));
	const customers: string[] = [];
	for (const lang of ['en', 'zh-Hans', 'vi', 'th', 'vi'])
		customers.push((await atTime(app, () => new Date(NOW.getTime() - 29 * DAY_MS)).transact((tx) => startSession(tx, { lang, channel: 'web' }))).actor.id);
	await fillCalendar(app, field, customers);
	const { db } = app.database;
	const between = (from: number, until: number) =>
		visitsBetween(db, SYSTEM, { from: new Date(NOW.getTime() + from * DAY_MS), until: new Date(NOW.getTime() + until * DAY_MS), limit: 500 });
	const remove = async () => {
		await removeCustomers(app, customers);
		await app.transact((tx) => removeField(tx, field));
	};
	return { app, db, field, between, remove };
}

test('two weeks lie behind the crews and two before them, in four zones, and there is still room', async () => {
	const { db, field, between } = await company();
	const [past, coming] = [await between(-15, 0), await between(0, 16)];
	expect(past.length).toBeGreaterThan(60);
	expect(coming.length).toBeGreaterThan(40);
	expect(new Set(coming.map(({ zone }) => zone)).size).toBe(4);
	expect(new Set(past.filter(({ ends_at }) => ends_at < NOW).map(({ state }) => state))).toEqual(new Set(['done', 'missed']));
	expect(new Set([...past, ...coming].flatMap(({ workers }) => workers.map(({ name }) => name))).size).toBeGreaterThan(9);
	const hours = coming.map(({ starts_at, zone }) => Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(starts_at)));
	expect(hours.every((hour) => hour >= 7 && hour < 18)).toBe(true);
	const search = { from: NOW, until: new Date(NOW.getTime() + 10 * DAY_MS), limit: 100, now: NOW };
	for (const type of field.types)
		expect((await openSlots(db, { types: [type], at: HANOI_ROAD, ...search })).length).toBeGreaterThan(10);
});

test('it goes as it came; only what somebody else booked stays, and is offered no more', async () => {
	const { app, db, field, remove } = await company();
	const { actor } = await app.transact((tx) => startSession(tx, { lang: 'vi', channel: 'web' }));
	const [slot] = await openSlots(db, { types: field.types.slice(0, 1), at: HANOI_ROAD, from: NOW, until: new Date(NOW.getTime() + 10 * DAY_MS), limit: 1, now: NOW });
	await app.transact((tx) => bookVisit(tx, actor, { types: field.types.slice(0, 1), starts_at: slot!.starts_at, at: HANOI_ROAD }));
	await remove();
	expect((await listVisitTypes(db, SYSTEM)).map(({ code, active }) => [code, active])).toEqual([['maintenance', false]]);
	expect((await listWorkers(db, SYSTEM)).map(({ active }) => active)).toEqual([false]);
	expect(await listPlaces(db, SYSTEM)).toHaveLength(1);
	const again = await app.transact((tx) => openField(tx));
	expect((await listVisitTypes(db, SYSTEM)).filter(({ active }) => active)).toHaveLength(5);
	await db.deleteFrom('visits').execute();
	await remove();
	await app.transact((tx) => removeField(tx, again));
	expect([await listVisitTypes(db, SYSTEM), await listWorkers(db, SYSTEM), await listPlaces(db, SYSTEM)]).toEqual([[], [], []]);
});
