import { expect, test } from 'vitest';
import { type Actor, SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { at, MONDAY, openDesk } from './desk.fixture.ts';
import {
	cancelVisit,
	changeVisitType,
	endVisit,
	listVisitTypes,
	openSlots,
	openSlotsToMove,
	visitsBetween,
	waiveAmount,
} from './index.ts';

const desk = openDesk();
const { book, cancel, codeOf, factsOf, move, problemOf, read, times } = desk;

test('what is booked is offered to nobody else, and what is cancelled is again', async () => {
	const before = await times(at(2, '08:00'), at(2, '17:00'));
	expect([before[0], before.at(-1), before.length]).toEqual([at(2, '08:00'), at(2, '16:00'), 17]);
	const { id, code } = await book(desk.ann, at(2, '10:00'));
	expect(code).toMatch(/^V-[2-9A-HJKMNP-Z]{8}$/);
	const after = await times(at(2, '08:00'), at(2, '17:00'));
	expect(before.filter((time) => !after.some((each) => +each === +time))).toEqual([
		at(2, '09:30'),
		at(2, '10:00'),
		at(2, '10:30'),
	]);
	await cancel(desk.ann, id);
	expect(await times(at(2, '08:00'), at(2, '17:00'))).toEqual(before);
	expect(await factsOf(id)).toEqual(['visit.held', 'visit.booked', 'visit.cancelled']);
});

test('an offer tells when somebody arrives, and lies neither too soon nor too far ahead', async () => {
	const [first] = await openSlots(desk.one.app.database.db, {
		types: [desk.depot.type],
		at: HOME,
		from: MONDAY,
		until: at(5, '17:00'),
		limit: 1,
		now: MONDAY,
	});
	expect(first).toEqual({
		starts_at: at(1, '10:00'),
		ends_at: at(1, '11:00'),
		window_from: at(1, '10:00'),
		window_until: at(1, '12:00'),
		zone: HOME.zone,
		left: 1,
	});
	expect((await problemOf(book(desk.ann, at(1, '09:30')))).errors?.[0]).toMatchObject({
		path: 'starts_at',
		code: 'too_soon',
	});
	expect((await problemOf(book(desk.ann, at(2, '09:40')))).errors?.[0]).toMatchObject({ code: 'not_offered' });
	expect((await problemOf(book(desk.ann, new Date('2026-09-01T02:00:00Z')))).errors?.[0]).toMatchObject({
		code: 'too_late',
	});
	expect((await problemOf(book(desk.ann, at(2, '10:00'), { types: [newId()] }))).errors?.[0]).toMatchObject({
		path: 'types',
	});
	expect((await problemOf(book(desk.ann, at(2, '10:00'), { people: 4 }))).errors?.[0]).toMatchObject({
		path: 'people',
	});
});

test('somebody else’s visit is as good as none, by its id and by its code', async () => {
	const { id, code } = await book(desk.ann, at(2, '10:00'));
	for (const name of [id, code]) {
		expect(await codeOf(read(desk.bob, name))).toBe('not_found');
		expect(await codeOf(move(desk.bob, name, at(2, '12:00')))).toBe('not_found');
		expect(await codeOf(cancel(desk.bob, name))).toBe('not_found');
	}
	expect(await codeOf(read(desk.ann, 'V-22222222'))).toBe('not_found');
	const typed = ` v ${code.slice(2, 6).toLowerCase()} ${code.slice(6)}`;
	expect((await read(desk.ann, typed)).id).toBe(id);
	expect((await read({ ...desk.bob, also: [desk.ann.id] }, code)).id).toBe(id);
	expect(
		(
			await visitsBetween(desk.one.app.database.db, SYSTEM, { from: at(2, '00:00'), until: at(3, '00:00'), limit: 10 })
		)[0],
	).toMatchObject({
		id,
		workers: [{ id: desk.depot.workers[0] }],
	});
});

test('a visit is moved to another time, also one that it stands in the way of itself, and to where it stands not at all', async () => {
	const { id } = await book(desk.ann, at(3, '10:00'));
	expect(await move(desk.ann, id, at(3, '10:00'))).toMatchObject({ version: 1, fee: null });
	expect(await move(desk.ann, id, at(3, '10:30'))).toMatchObject({ version: 2, starts_at: at(3, '10:30'), fee: null });
	await book(desk.bob, at(3, '13:00'));
	expect((await problemOf(move(desk.ann, id, at(3, '13:00')))).current).toMatchObject({ code: 'slot_taken' });
	expect(await read(desk.ann, id)).toMatchObject({ starts_at: at(3, '10:30'), version: 2 });
	expect(await codeOf(book(desk.bob, at(3, '10:30')))).toBe('conflict');
	expect((await problemOf(move(SYSTEM, id, at(3, '15:00'), { version: 1 }))).current).toMatchObject({
		code: 'changed',
		version: 2,
	});
	const slots = await openSlotsToMove(desk.one.app.database.db, desk.ann, {
		id,
		from: at(3, '10:00'),
		until: at(3, '13:00'),
		limit: 20,
		now: desk.today,
	});
	expect(slots.map(({ starts_at }) => starts_at)).toEqual(
		['10:00', '10:30', '11:00', '11:30', '12:00'].map((time) => at(3, time)),
	);
	expect(await factsOf(id)).toEqual(['visit.held', 'visit.booked', 'visit.moved']);
});

test('late changes are owed once, by the terms under which the visit was made, and the team makes them free of charge', async () => {
	const { id } = await book(desk.ann, at(2, '15:00'));
	const [type] = await listVisitTypes(desk.one.app.database.db, SYSTEM);
	await desk.one.app.transact((tx) => changeVisitType(tx, SYSTEM, { ...type!, late_fee: null, minutes: 90 }));
	expect(await move(SYSTEM, id, at(2, '15:30'))).toMatchObject({ fee: null, ends_at: at(2, '16:30') });
	desk.today = at(1, '15:31');
	expect(await move(desk.ann, id, at(2, '14:00'))).toMatchObject({ fee: { amount_minor: 600_000, currency: 'VND' } });
	expect(await cancel(desk.ann, id)).toMatchObject({ fee: { amount_minor: 600_000 } });
	expect(await cancel(desk.ann, id)).toMatchObject({ fee: null });
	const { owed, state } = await read(desk.ann, id);
	expect([state, owed.map(({ reason }) => reason).toSorted()]).toEqual([
		'cancelled',
		['late_cancellation', 'late_move'],
	]);
	for (const amount of owed) await desk.one.app.transact((tx) => waiveAmount(tx, SYSTEM, amount.id));
	expect((await read(desk.ann, id)).owed.map((amount) => amount.state)).toEqual(['waived', 'waived']);
	expect(await codeOf(move(desk.ann, id, at(3, '10:00')))).toBe('conflict');
});

test('what was booked a moment ago is taken back for nothing, also on the day before', async () => {
	const { id } = await book(desk.ann, at(1, '15:00'));
	const undone = desk.one.app.transact((tx) => cancelVisit(tx, desk.ann, { id, undo: true }));
	expect([(await undone).fee, (await read(desk.ann, id)).owed]).toEqual([null, []]);
});

test('once it has begun a customer changes it no more, and the team says what became of it', async () => {
	const { id } = await book(desk.ann, at(2, '10:00'));
	expect(await codeOf(desk.one.app.transact((tx) => endVisit(tx, SYSTEM, { id, state: 'done' })))).toBe('conflict');
	desk.today = at(2, '10:00');
	expect((await problemOf(cancel(desk.ann, id))).current).toEqual({ code: 'too_late' });
	expect((await problemOf(move(desk.ann, id, at(3, '10:00')))).current).toEqual({ code: 'too_late' });
	expect(await codeOf(desk.one.app.transact((tx) => endVisit(tx, desk.ann, { id, state: 'done' })))).toBe('forbidden');
	for (const state of ['missed', 'done', 'done'] as const)
		await desk.one.app.transact((tx) => endVisit(tx, SYSTEM, { id, state }));
	expect([(await read(desk.ann, id)).state, (await factsOf(id)).slice(2)]).toEqual([
		'done',
		['visit.missed', 'visit.done'],
	]);
});

test('several services are one visit: its work adds up, and of the conditions the strictest holds', async () => {
	const other = await openDepot(desk.one.app, {
		workers: 0,
		type: { minutes: 30, people: 2, buffer_after: 30, cancel_until: 2_880, notice: 0 },
	});
	await openDepot(desk.one.app, { workers: 1 });
	const types = [desk.depot.type, other.type];
	const { id, ends_at } = await book(desk.ann, at(2, '10:00'), { types });
	expect(ends_at).toEqual(at(2, '11:30'));
	expect(await read(desk.ann, id)).toMatchObject({
		people: 2,
		items: [
			{ visit_type_id: desk.depot.type, minutes: 60 },
			{ visit_type_id: other.type, minutes: 30 },
		],
		terms: { minutes: 90, after: 30, cancel_until: 2_880, move_until: 1_440, notice: 120 },
	});
	expect(await times(at(2, '10:00'), at(2, '12:00'))).toEqual([at(2, '12:00')]);
});

test('what stands in somebody’s own calendar is left alone', async () => {
	const { db } = desk.one.app.database;
	const span = `[${at(2, '09:00').toISOString()},${at(2, '16:00').toISOString()})`;
	await db
		.insertInto('busy_times')
		.values({ id: newId(), worker_id: desk.depot.workers[0]!, resource_id: null, span, source: 'test' })
		.execute();
	expect(await times(at(2, '08:00'), at(2, '17:00'))).toEqual([]);
	expect(await codeOf(book(desk.ann, at(2, '09:00')))).toBe('conflict');
});

test('where nobody knows how far it is, only who works by its clocks is sent', async () => {
	const nowhere = { lat: 0, lon: 0, address: 'somewhere', zone: 'Europe/Berlin' };
	expect(await codeOf(book(desk.ann, at(2, '15:00'), { at: nowhere }))).toBe('conflict');
	expect(await book(desk.ann, at(2, '15:00'), { at: { ...nowhere, zone: HOME.zone } })).toMatchObject({
		zone: HOME.zone,
	});
});

test('a visitor of whom nothing is known books nothing, and a customer neither for others nor by name of a worker', async () => {
	const nobody: Actor = { ...desk.ann, id: '' };
	expect(await codeOf(book(nobody, at(2, '10:00')))).toBe('unauthenticated');
	expect(await codeOf(book(desk.ann, at(2, '10:00'), { customer: desk.bob.id }))).toBe('forbidden');
	expect(await codeOf(book(desk.ann, at(2, '10:00'), { workers: desk.depot.workers }))).toBe('forbidden');
	expect(await codeOf(book(SYSTEM, at(2, '10:00')))).toBe('invalid_input');
	expect(await book(SYSTEM, at(2, '10:10'), { customer: desk.bob.id, workers: desk.depot.workers })).toMatchObject({
		starts_at: at(2, '10:10'),
	});
});
