import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { KINDS } from '#app';
import { rollUp } from '../../worker.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { rollAll } from '../../../tests/support/roll.ts';
import { defineEvent, upcast } from './define.ts';
import { timeline } from './read.ts';
import { record } from './record.ts';
import type { StoredEvent } from './define.ts';

const counted = defineEvent({
	name: 'test.counted',
	v: 1,
	subject: 'thing',
	payload: z.strictObject({ n: z.number() }),
});

let one: TestApp;

beforeAll(async () => {
	one = await testApp();
});
afterAll(() => one.stop());

const count = (subject: string, n: number) =>
	one.app.transact((tx) => record(tx, SYSTEM, counted, { subject, payload: { n } }));
const read = (subject: string) => timeline(one.app.database.db, KINDS, 'thing', subject);

test('events of one subject are numbered without gaps, also when written at once', async () => {
	const subject = newId();
	await Promise.all(Array.from({ length: 20 }, (_, n) => count(subject, n)));
	expect((await read(subject)).map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('a transaction that fails leaves no event and no gap', async () => {
	const subject = newId();
	await count(subject, 1);
	const failing = one.app.transact(async (tx) => {
		await record(tx, SYSTEM, counted, { subject, payload: { n: 2 } });
		throw new Error('changed my mind');
	});
	await expect(failing).rejects.toThrow('changed my mind');
	await count(subject, 3);
	expect((await read(subject)).map((event) => [event.seq, event.payload])).toEqual([
		[1, { n: 1 }],
		[2, { n: 3 }],
	]);
});

test('a payload with more than its kind allows is refused', async () => {
	const payload = { n: 1, name: 'Ann' } as { n: number };
	await expect(one.app.transact((tx) => record(tx, SYSTEM, counted, { subject: newId(), payload }))).rejects.toThrow(
		/name/,
	);
});

test('a roll subscriber loses no event of a transaction that commits late', async () => {
	const seen: number[] = [];
	const roll = {
		how: 'roll' as const,
		name: 'test-late',
		events: [counted],
		roll: async (_: unknown, events: StoredEvent[]) =>
			void seen.push(...events.map((event) => Number(event.payload.n))),
	};
	const written = Promise.withResolvers<void>();
	const commit = Promise.withResolvers<void>();
	const late = one.app.transact(async (tx) => {
		await record(tx, SYSTEM, counted, { subject: newId(), payload: { n: 101 } });
		written.resolve();
		await commit.promise;
	});
	await written.promise;
	await count(newId(), 102);
	await rollUp(one.app, roll);
	expect(seen).not.toContain(102);
	commit.resolve();
	await late;
	await rollAll(one.app, roll);
	expect(seen.filter((n) => n > 100).toSorted()).toEqual([101, 102]);
});

test('a roll that fails is repeated with the same events', async () => {
	const subject = newId();
	await count(subject, 201);
	let fail = true;
	const seen: number[] = [];
	const roll = {
		how: 'roll' as const,
		name: 'test-again',
		events: [counted],
		roll: async (_: unknown, events: StoredEvent[]) => {
			if (fail) throw new Error('no');
			seen.push(...events.map((event) => Number(event.payload.n)));
		},
	};
	await expect(rollAll(one.app, roll)).rejects.toThrow('no');
	fail = false;
	await rollAll(one.app, roll);
	expect(seen).toContain(201);
});

test('an old payload is brought to the newest shape', () => {
	const kind = defineEvent({
		name: 'test.renamed',
		v: 3,
		subject: 'thing',
		payload: z.strictObject({ total: z.number() }),
		upcasters: { 1: (old) => ({ sum: old.n }), 2: (old) => ({ total: old.sum }) },
	});
	expect(upcast(kind, 1, { n: 4 })).toEqual({ total: 4 });
	expect(() => upcast({ ...kind, upcasters: {} }, 1, { n: 4 })).toThrow('no upcaster');
});
