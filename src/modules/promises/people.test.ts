import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ERASERS } from '#app';
import { SYSTEM } from '#core/access.ts';
import { eraseCustomer, startSession } from '#modules/customers/index.ts';
import {
	cancelPromise,
	cancelPromises,
	explainPromise,
	keepPromise,
	listPromises,
	makePromise,
	nextDue,
	pausePromises,
	reportPromises,
} from './index.ts';
import { type Office, openOffice, STAFF } from './office.fixture.ts';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.stop());
// A Monday, half an hour after opening, in winter.
beforeEach(() => office.at('2026-01-12T09:30:00+01:00'));

test('a call that is promised by hand is due at that moment, reminded of before, and kept by hand', async () => {
	const subject = office.newSubject();
	const due_at = new Date('2026-01-12T20:00:00+01:00');
	const call = { kind: 'call_back' as const, subject, customer: office.visitor.id, due_at, note: 'Ask for Ann' };
	const make = (rest: object) => office.transact((tx) => makePromise(tx, STAFF, { ...call, ...rest }));
	const { id } = await make({});
	expect(await office.of(subject)).toMatchObject([{ kind: 'call_back', due_at, by_hand: true, minutes_left: 630 }]);
	expect(await nextDue(office.db, 'conversation', [subject.id])).toEqual(
		new Map([[subject.id, { id, kind: 'call_back', state: 'running', due_at }]]),
	);
	await office.answer(subject);
	office.later(621);
	await office.sweep();
	await office.transact((tx) => keepPromise(tx, STAFF, id));
	await office.transact((tx) => keepPromise(tx, STAFF, id));
	expect((await office.eventsOf(id)).map(([name]) => name)).toEqual(['made', 'escalated', 'kept']);
	await expect(office.transact((tx) => cancelPromise(tx, STAFF, id))).rejects.toMatchObject({ code: 'conflict' });
	for (const wrong of [{ due_at: new Date('2026-01-01') }, { due_at: undefined }])
		await expect(make(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
	const other = office.newSubject();
	const ruled = (await office.write(other))[0]?.id ?? '';
	await expect(office.transact((tx) => keepPromise(tx, STAFF, ruled))).rejects.toMatchObject({ code: 'conflict' });
	await expect(office.transact((tx) => makePromise(tx, office.visitor, call))).rejects.toMatchObject({
		code: 'forbidden',
	});
	await expect(office.transact((tx) => keepPromise(tx, office.visitor, ruled))).rejects.toMatchObject({
		code: 'forbidden',
	});
});

test('what was promised to somebody who is erased is nobody’s words, stops, and stays counted', async () => {
	const { actor } = await office.transact((tx) => startSession(tx, { channel: 'web' }));
	const subject = office.newSubject();
	await office.write(subject, { customer: actor.id });
	office.later(31);
	await office.sweep();
	const [broken] = await office.byKind(subject, 'first_response');
	const explain = { id: broken?.id ?? '', reason: 'overlooked' as const, note: 'Mrs Zanzibarova rang in vain' };
	await office.transact((tx) => explainPromise(tx, STAFF, explain));
	await office.transact((tx) => explainPromise(tx, STAFF, explain));
	expect((await office.eventsOf(explain.id)).at(-1)).toEqual(['explained', 'overlooked']);
	expect((await office.eventsOf(explain.id)).filter(([name]) => name === 'explained')).toHaveLength(1);
	await office.transact((tx) => eraseCustomer(tx, SYSTEM, { id: actor.id, erasers: ERASERS }));
	const left = await listPromises(office.db, STAFF, { subject_id: subject.id, limit: 9 }, office.now());
	expect(left.map(({ kind, state, note, reason }) => [kind, state, note, reason]).toSorted()).toEqual([
		['first_response', 'broken', '', 'overlooked'],
		['resolution', 'cancelled', '', null],
	]);
	office.later(100_000);
	await office.sweep();
	expect(await office.byKind(subject, 'resolution')).toEqual([]);
	await expect(office.write(office.newSubject(), { customer: actor.id })).rejects.toMatchObject({ code: 'SN409' });
});

test('the hit-rate counts what was kept and what was broken on the day it ended, and nothing else', async () => {
	await office.transact((tx) => tx.deleteFrom('promises').execute());
	office.at('2026-03-02T10:00:00+01:00');
	const range = { from: '2026-03-02', to: '2026-03-15' };
	const kept = office.newSubject();
	await office.write(kept);
	office.later(10);
	await office.answer(kept);
	const late = office.newSubject();
	await office.write(late, { channel: 'email', lang: 'th' });
	office.later(60);
	await office.answer(late);
	const silent = office.newSubject();
	await office.write(silent);
	const cancelled = office.newSubject();
	await office.write(cancelled);
	await office.transact((tx) => cancelPromises(tx, STAFF, cancelled));
	const paused = office.newSubject();
	await office.write(paused);
	await office.transact((tx) => pausePromises(tx, STAFF, paused, 'snoozed'));
	office.later(60);
	await office.sweep();
	office.at('2026-03-09T10:00:00+01:00');
	const next = office.newSubject();
	await office.write(next);
	office.later(20);
	await office.answer(next);
	const report = await reportPromises(office.db, STAFF, range);
	const only = (kind: string) => report.kinds.find(({ key }) => key === kind);
	expect(only('first_response')).toMatchObject({ kept: 2, broken: 2, cancelled: 1, hit_rate: 0.5, median_minutes: 20 });
	expect(only('first_response')?.p90_minutes).toBeCloseTo(52);
	expect(report.weeks.map(({ key, kept: hits, broken }) => [key, hits, broken])).toEqual([
		['2026-03-02', 1, 2],
		['2026-03-09', 1, 0],
	]);
	expect(report.channels.map(({ key, kept: hits, broken }) => [key, hits, broken])).toEqual([
		['web', 2, 1],
		['email', 0, 1],
	]);
	expect(report.reasons).toEqual([
		{ reason: 'no_reason_given', count: 1 },
		{ reason: 'nobody_took_it', count: 1 },
	]);
	expect(report.running).toEqual([
		{ kind: 'first_response', running: 0, paused: 1 },
		{ kind: 'resolution', running: 4, paused: 1 },
	]);
	const thai = await reportPromises(office.db, STAFF, { ...range, lang: 'th' });
	expect(thai.total).toMatchObject({ kept: 0, broken: 1, hit_rate: 0 });
	const before = await reportPromises(office.db, STAFF, { from: '2026-02-01', to: '2026-03-01' });
	expect(before.total).toMatchObject({ kept: 0, broken: 0, hit_rate: null, median_minutes: null });
});
