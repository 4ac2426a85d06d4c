import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import {
	answered,
	cancelPromises,
	changeCalendar,
	changeRule,
	expectedBy,
	listPromises,
	makeRule,
	type Occasion,
	pausePromises,
	promiseResponse,
	reopened,
	resolved,
	resumePromises,
	stepPromise,
} from './index.ts';
import { HOURS, LADDER, MINUTE, type Office, openOffice, RULE, STAFF } from './office.fixture.ts';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.stop());
// A Monday, half an hour after opening, in winter.
beforeEach(() => office.at('2026-01-12T09:30:00+01:00'));

const dues = (standings: Awaited<ReturnType<typeof promiseResponse>>) =>
	standings.map(({ kind, due_at }) => [kind, due_at.toISOString()]);

test('whoever begins to wait is told in the same breath when an answer comes, over the lunch break and the night', async () => {
	office.at('2026-01-12T12:15:00+01:00');
	expect(dues(await office.write(office.newSubject()))).toEqual([
		['first_response', '2026-01-12T12:45:00.000Z'],
		['resolution', '2026-01-15T11:15:00.000Z'],
	]);
	office.at('2026-01-16T17:15:00+01:00');
	expect(dues(await office.write(office.newSubject()))[0]).toEqual(['first_response', '2026-01-19T08:15:00.000Z']);
});

test('while nobody is there, it is said honestly when somebody is', async () => {
	office.at('2026-01-17T11:00:00+01:00');
	const expected = await expectedBy(office.db, office.occasion(office.newSubject()), office.now());
	expect(expected).toMatchObject({
		kind: 'first_response',
		open: false,
		opens_at: new Date('2026-01-19T08:00:00Z'),
		due_at: new Date('2026-01-19T08:30:00Z'),
		zone: 'Europe/Berlin',
	});
	expect(
		await expectedBy(office.db, office.occasion(office.newSubject(), { subject: office.newSubject() }), office.now()),
	).toEqual(expected);
});

test('writing again promises nothing again, also when both come at once', async () => {
	const subject = office.newSubject();
	const [first, second] = await Promise.all([office.write(subject), office.write(subject)]);
	expect(second).toEqual(first);
	office.later(5);
	expect((await office.write(subject)).map(({ id }) => id)).toEqual(first?.map(({ id }) => id));
	expect(await office.of(subject)).toHaveLength(2);
});

test('an answer keeps the promise once, and what is written after it waits for the next response', async () => {
	const subject = office.newSubject();
	const [first] = await office.write(subject);
	office.later(12);
	await Promise.all([office.answer(subject), office.answer(subject)]);
	await office.answer(subject);
	expect(await office.byKind(subject, 'first_response')).toMatchObject([
		{ state: 'kept', minutes_left: 18, done_at: office.now() },
	]);
	expect(await office.eventsOf(first?.id ?? '')).toEqual([
		['made', undefined],
		['kept', undefined],
	]);
	const next = await office.write(subject);
	expect(next.map(({ kind }) => kind)).toEqual(['next_response', 'resolution']);
	await expect(office.transact((tx) => answered(tx, office.visitor, subject))).rejects.toMatchObject({
		code: 'forbidden',
	});
});

test('a ladder of thirty minutes is climbed at 10, 20 and 28, and the breach comes at 30', async () => {
	const subject = office.newSubject();
	const [promise] = await office.write(subject);
	const heard: [number, unknown][] = [];
	for (let minute = 1; minute <= 31; minute++) {
		office.later(1);
		const before = (await office.eventsOf(promise?.id ?? '')).length;
		await office.sweep();
		heard.push(
			...(await office.eventsOf(promise?.id ?? '')).slice(before).map(([, what]): [number, unknown] => [minute, what]),
		);
	}
	expect(heard).toEqual([
		[10, 10],
		[20, 20],
		[28, 28],
		[30, 'nobody_took_it'],
	]);
	expect((await office.byKind(subject, 'first_response'))[0]).toMatchObject({ state: 'broken', minutes_left: -1 });
});

test('two who look at once tell a step once, and a late job does nothing', async () => {
	const subject = office.newSubject();
	const id = (await office.write(subject))[0]?.id ?? '';
	office.later(10);
	await Promise.all([stepPromise(office.parts(), id), stepPromise(office.parts(), id), office.sweep()]);
	expect(await office.eventsOf(id)).toEqual([
		['made', undefined],
		['escalated', 10],
	]);
	await office.answer(subject);
	office.later(10);
	await stepPromise(office.parts(), id);
	office.later(60);
	await stepPromise(office.parts(), id);
	expect((await office.eventsOf(id)).map(([name]) => name)).toEqual(['made', 'escalated', 'kept']);
});

test('what passed while nobody looked is made good: the last step only, and a breach as of the moment it was due', async () => {
	const [slept, gone] = [office.newSubject(), office.newSubject()];
	const id = (await office.write(slept))[0]?.id ?? '';
	office.later(1);
	const other = (await office.write(gone))[0]?.id ?? '';
	office.later(24);
	await office.sweep('somebody');
	expect((await office.eventsOf(id)).slice(1)).toEqual([['escalated', 20]]);
	office.later(600);
	await office.sweep('somebody');
	await office.sweep('somebody');
	expect((await office.eventsOf(other)).slice(1)).toEqual([
		['escalated', 20],
		['broken', 'taken_not_answered'],
	]);
	const broken = await listPromises(office.db, STAFF, { subject_id: gone.id, state: 'broken', limit: 9 }, office.now());
	expect(broken).toMatchObject([{ broken_at: new Date('2026-01-12T09:01:00Z'), reason: 'taken_not_answered' }]);
});

test('an answer a moment late breaks the promise even before the job looked, and is waited for no longer', async () => {
	const subject = office.newSubject();
	const id = (await office.write(subject))[0]?.id ?? '';
	office.later(31);
	await office.answer(subject);
	expect((await office.eventsOf(id)).map(([name]) => name)).toEqual(['made', 'broken', 'caught_up']);
	expect(await office.byKind(subject, 'first_response')).toMatchObject([
		{ state: 'broken', done_at: office.now(), minutes_left: -1 },
	]);
	expect((await office.write(subject))[0]?.kind).toBe('next_response');
});

test('a clock stands still for each reason it is paused, and for both until both are over', async () => {
	const subject = office.newSubject();
	await office.write(subject);
	const pause = (why: 'waiting_for_customer' | 'snoozed') =>
		office.transact((tx) => pausePromises(tx, STAFF, subject, why));
	const resume = (why: 'waiting_for_customer' | 'snoozed') =>
		office.transact((tx) => resumePromises(tx, STAFF, subject, why));
	const clocks = async () =>
		Object.fromEntries((await office.of(subject)).map((p) => [p.kind, [p.state, p.minutes_left]]));
	office.later(10);
	await pause('waiting_for_customer');
	await pause('waiting_for_customer');
	expect(await clocks()).toEqual({ first_response: ['running', 20], resolution: ['paused', 1340] });
	office.later(5);
	await pause('snoozed');
	office.later(60);
	expect(await clocks()).toEqual({ first_response: ['paused', 15], resolution: ['paused', 1340] });
	await office.sweep();
	await resume('waiting_for_customer');
	expect(await clocks()).toEqual({ first_response: ['paused', 15], resolution: ['paused', 1340] });
	await resume('snoozed');
	await resume('snoozed');
	expect(await clocks()).toEqual({ first_response: ['running', 15], resolution: ['running', 1340] });
	const [first] = await office.byKind(subject, 'first_response');
	expect(first?.due_at).toEqual(new Date(office.now().getTime() + 15 * MINUTE));
	office.later(4);
	await pause('snoozed');
	office.later(300);
	await resume('snoozed');
	expect(await clocks()).toMatchObject({ first_response: ['running', 11] });
	expect((await office.eventsOf(first?.id ?? '')).map(([name]) => name)).toEqual([
		'made',
		'paused',
		'resumed',
		'paused',
		'resumed',
	]);
	// 30 minutes less 19 that ran: the step at 20 comes a minute later.
	office.later(1);
	await office.sweep();
	expect((await office.eventsOf(first?.id ?? '')).at(-1)).toEqual(['escalated', 20]);
});

test('a customer who writes again ends the wait for them', async () => {
	const subject = office.newSubject();
	await office.write(subject);
	await office.answer(subject);
	await office.transact((tx) => pausePromises(tx, STAFF, subject, 'waiting_for_customer'));
	office.later(60);
	expect((await office.write(subject)).map(({ kind, state }) => [kind, state])).toEqual([
		['next_response', 'running'],
		['resolution', 'running'],
	]);
	expect((await office.byKind(subject, 'resolution'))[0]?.minutes_left).toBe(1350);
});

test('a promise keeps its terms when its rule and its calendar change', async () => {
	const subject = office.newSubject();
	const [before] = await office.write(subject);
	await office.transact((tx) =>
		changeRule(tx, SYSTEM, {
			...RULE,
			id: office.first,
			kind: 'first_response',
			calendar_id: null,
			minutes: 5,
		}),
	);
	await office.transact((tx) =>
		changeCalendar(tx, SYSTEM, {
			id: office.calendar,
			name: 'Office',
			zone: 'Asia/Tokyo',
			week: HOURS.week.map(() => []),
			exceptions: [],
		}),
	);
	office.later(10);
	await office.transact((tx) => pausePromises(tx, STAFF, subject, 'snoozed'));
	await office.transact((tx) => resumePromises(tx, STAFF, subject, 'snoozed'));
	expect((await office.byKind(subject, 'first_response'))[0]).toMatchObject({ due_at: before?.due_at, minutes: 30 });
	// By the new rule nobody is ever there to end a matter, so nothing is promised of that.
	expect((await office.write(office.newSubject())).map(({ kind, minutes }) => [kind, minutes])).toEqual([
		['first_response', 5],
	]);
	await office.transact((tx) =>
		changeCalendar(tx, SYSTEM, { id: office.calendar, name: 'Office', zone: 'Europe/Berlin', ...HOURS }),
	);
	const again = { ...RULE, ladder: LADDER, pauses: ['snoozed' as const], calendar_id: office.calendar };
	await office.transact((tx) => changeRule(tx, SYSTEM, { ...again, id: office.first, kind: 'first_response' }));
});

test('the first rule that fits wins: by channel, topic, language and group of customers', async () => {
	const urgent = { ...RULE, kind: 'first_response' as const, calendar_id: null, minutes: 10 };
	const { id } = await office.transact((tx) =>
		makeRule(tx, SYSTEM, {
			...urgent,
			channels: ['phone', 'web'],
			topics: ['fault'],
			groups: ['contract'],
			langs: ['th'],
		}),
	);
	const minutes = async (rest: Partial<Occasion>) =>
		(await expectedBy(office.db, office.occasion(office.newSubject(), rest), office.now()))?.due_at.getTime();
	const fits = { channel: 'web', topics: ['oil', 'fault'], groups: ['contract'], lang: 'th' };
	// Last in order it never wins against a rule that fits all.
	expect(await minutes(fits)).toBe(office.now().getTime() + 30 * MINUTE);
	await office.transact((tx) => tx.updateTable('promise_rules').set({ position: 0 }).where('id', '=', id).execute());
	expect(await minutes(fits)).toBe(office.now().getTime() + 10 * MINUTE);
	for (const other of [{ channel: 'email' }, { topics: ['oil'] }, { groups: [] }, { lang: 'vi' }])
		expect(await minutes({ ...fits, ...other })).toBe(office.now().getTime() + 30 * MINUTE);
	await office.transact((tx) => tx.updateTable('promise_rules').set({ active: false }).where('id', '=', id).execute());
	expect(await minutes(fits)).toBe(office.now().getTime() + 30 * MINUTE);
});

test('a matter that is done with too early gains nothing when it is opened again', async () => {
	const subject = office.newSubject();
	await office.write(subject);
	await office.answer(subject);
	office.later(100);
	await office.write(subject);
	await office.transact((tx) => resolved(tx, STAFF, subject));
	await office.transact((tx) => resolved(tx, STAFF, subject));
	expect((await office.of(subject)).map(({ kind, state }) => [kind, state])).toEqual([
		['first_response', 'kept'],
		['resolution', 'kept'],
	]);
	office.later(60);
	await office.transact((tx) => reopened(tx, office.visitor, subject));
	await office.transact((tx) => reopened(tx, office.visitor, subject));
	expect((await office.byKind(subject, 'resolution'))[0]).toMatchObject({
		state: 'running',
		minutes_left: 1250,
		done_at: null,
	});
	expect((await office.write(subject)).map(({ kind }) => kind)).toEqual(['next_response', 'resolution']);
	await office.transact((tx) => cancelPromises(tx, STAFF, subject));
	expect((await office.of(subject)).map(({ kind }) => kind)).toEqual(['first_response']);
});
