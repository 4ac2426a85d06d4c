import { expect, test } from 'vitest';
import type { Problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { retryOnce } from '#core/transaction.ts';
import { testApp } from '../../../tests/support/app.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { at, MONDAY, openDesk } from './desk.fixture.ts';
import { bookVisit, holdVisit, releaseHold, sweepHolds, visitsOf } from './index.ts';

const desk = openDesk();
const { book, bookHeld, codeOf, hold, problemOf, read, somebody, times, wish } = desk;

test('whoever comes too late is told, with the next free times', async () => {
	await book(desk.ann, at(2, '10:00'));
	const { code, current } = await problemOf(book(desk.bob, at(2, '10:00')));
	expect(code).toBe('conflict');
	expect(current).toMatchObject({
		code: 'slot_taken',
		slots: [{ starts_at: at(2, '11:00'), left: 1 }, {}, {}, {}, {}],
	});
	expect(await visitsOf(desk.one.app.database.db, desk.bob, { limit: 10 })).toEqual([]);
});

test('what one holds nobody else can book, see or give up', async () => {
	const { id } = await hold(desk.ann, at(2, '10:00'));
	expect(await codeOf(book(desk.bob, at(2, '10:00')))).toBe('conflict');
	expect(await codeOf(bookHeld(desk.bob, id))).toBe('not_found');
	expect(await codeOf(read(desk.bob, id))).toBe('not_found');
	await desk.one.app.transact((tx) => releaseHold(tx, desk.bob, id));
	expect(await visitsOf(desk.one.app.database.db, desk.ann, { limit: 10 })).toEqual([]);
	expect(await bookHeld(desk.ann, id)).toMatchObject({ id });
	expect((await visitsOf(desk.one.app.database.db, desk.ann, { limit: 10 })).map((visit) => visit.id)).toEqual([id]);
	expect(await codeOf(bookHeld(desk.ann, id))).toBe('conflict');
});

test('a hold that ran out is offered and given to others; while nobody took it, it can still be booked', async () => {
	const [taken, kept] = [await hold(desk.ann, at(2, '10:00')), await hold(desk.ann, at(2, '14:00'))];
	desk.today = new Date(MONDAY.getTime() + 10 * 60_000);
	expect(await times(at(2, '10:00'), at(2, '10:00'))).toEqual([at(2, '10:00')]);
	await book(desk.bob, at(2, '10:00'));
	expect((await problemOf(bookHeld(desk.ann, taken.id))).current).toMatchObject({ code: 'slot_taken' });
	await sweepHolds(desk.one.app);
	expect(
		await desk.one.app.database.db
			.selectFrom('visit_workers')
			.select('visit_id')
			.where('visit_id', '=', kept.id)
			.execute(),
	).toEqual([]);
	expect(await bookHeld(desk.ann, kept.id)).toMatchObject({ id: kept.id, starts_at: at(2, '14:00') });
	desk.today = new Date(MONDAY.getTime() + 25 * 3_600_000);
	await sweepHolds(desk.one.app);
	expect(await codeOf(read(desk.ann, taken.id))).toBe('not_found');
});

test('whoever chooses the same time again is not in their own way, whatever they hold', async () => {
	const first = await hold(desk.ann, at(2, '10:00'));
	const again = await hold(desk.ann, at(2, '10:30'));
	expect(await bookHeld(desk.ann, first.id)).toMatchObject({ id: first.id });
	expect((await problemOf(bookHeld(desk.ann, again.id))).current).toMatchObject({ code: 'slot_taken' });
});

test('whoever holds one time after the other keeps the last three', async () => {
	for (const hour of ['09', '11', '13', '15']) {
		desk.today = new Date(desk.today.getTime() + 1_000);
		await hold(desk.ann, at(2, `${hour}:00`));
	}
	const held = await desk.one.app.database.db.selectFrom('visits').select('starts_at').orderBy('starts_at').execute();
	expect(held.map(({ starts_at }) => starts_at)).toEqual([at(2, '11:00'), at(2, '13:00'), at(2, '15:00')]);
});

test('a journey books once, however often and at once it is tried, also by another device of theirs', async () => {
	const journey = newId();
	const first = await hold(desk.ann, at(2, '10:00'));
	const tries = await Promise.all([
		bookHeld(desk.ann, first.id, journey),
		bookHeld(desk.ann, first.id, journey),
		book(desk.ann, at(2, '10:00'), { journey }),
		book(desk.ann, at(2, '14:00'), { journey }),
	]);
	expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
	expect((await book(desk.ann, at(3, '10:00'), { journey })).id).toBe(tries[0].id);
	expect(await codeOf(book(desk.bob, at(3, '10:00'), { journey }))).toBe('not_found');
	expect(
		await desk.one.app.database.db.selectFrom('visits').select('id').where('state', '=', 'booked').execute(),
	).toHaveLength(1);
});

test('forty customers who want one time at once: one has it, and the others are told', async () => {
	const two = await testApp({ url: desk.one.url, clock: () => desk.today });
	try {
		const people = await Promise.all(Array.from({ length: 40 }, somebody));
		const starts_at = at(4, '10:00');
		const tries = people.map((who, i) => {
			const { transact } = (i % 2 ? desk.one : two).app;
			const act = () =>
				transact(async (tx): Promise<unknown> =>
					i % 3 ? bookVisit(tx, who, wish(starts_at)) : holdVisit(tx, who, wish(starts_at)),
				);
			return retryOnce(act).then(
				() => 'had',
				(error: Problem) => error.code,
			);
		});
		const outcomes = Map.groupBy(await Promise.all(tries), (outcome) => outcome);
		expect(Object.fromEntries([...outcomes].map(([outcome, all]) => [outcome, all.length]))).toEqual({
			had: 1,
			conflict: 39,
		});
		expect(await desk.one.app.database.db.selectFrom('visits').select('id').execute()).toHaveLength(1);
	} finally {
		await two.stop();
	}
});

test('where three could come three of twenty have the time, each with somebody else', async () => {
	desk.depot = await openDepot(desk.one.app, { workers: 2 });
	const people = await Promise.all(Array.from({ length: 20 }, somebody));
	const tries = await Promise.allSettled(people.map((who) => retryOnce(() => book(who, at(4, '10:00')))));
	expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
	const rows = await desk.one.app.database.db.selectFrom('visit_workers').select('worker_id').execute();
	expect(new Set(rows.map(({ worker_id }) => worker_id)).size).toBe(3);
});

test('two who are too far apart to be visited one after the other by the same person never both are', async () => {
	const far = { ...HOME, lat: HOME.lat + 0.3 };
	const tries = await Promise.allSettled([book(desk.ann, at(4, '10:00')), book(desk.bob, at(4, '11:00'), { at: far })]);
	expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
