import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { bookVisit, cancelVisit } from '#modules/bookings/index.ts';
import { makePromise } from '#modules/promises/index.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { type Device, newDevice, proveOn } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

// A Monday, eight in the morning at the depot.
const MONDAY = new Date('2026-06-01T01:00:00Z');
const HOUR_MS = 3_600_000;
const PAST = 500;

let one: TestServer;
let time = MONDAY;
let type: string;

beforeAll(async () => {
	one = await testServer({ clock: () => time });
	({ type } = await openDepot(one.app, { workers: 9, type: { names: { en: 'Maintenance', vi: 'Bảo trì' } } }));
});
afterAll(() => one.stop());

type Item = {
	type: string;
	id: string;
	title: string;
	state: string;
	open: boolean;
	when: string;
	url: string | null;
	next: { text: string; url: string } | null;
	promise: { kind: string; state: string; due_at: string } | null;
};
type Page = { items: Item[]; next_cursor: string | null };

const read = async (as: string | null, query = ''): Promise<Page> =>
	(await one.call('GET', `/api/v1/me/items${query}`, { as })).body;

async function readAll({ token }: Device, limit: number): Promise<Item[]> {
	const items: Item[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const page: Page = await read(token, `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
		expect(page.items.length).toBeLessThanOrEqual(limit);
		items.push(...page.items);
		cursor = page.next_cursor;
	}
	return items;
}

const book = ({ id }: Device, hours: number) =>
	one.app.transact((tx) =>
		bookVisit(tx, SYSTEM, {
			types: [type],
			starts_at: new Date(MONDAY.getTime() + hours * HOUR_MS),
			at: HOME,
			customer: id,
		}),
	);
const write = async ({ token }: Device, text: string): Promise<string> => {
	const body = { text, email: 'ann@example.com', to: 'person' };
	return (await one.call('POST', '/api/v1/conversations', { body, as: token })).body.id;
};
const begin = async ({ token }: Device, service: string): Promise<string> =>
	(await one.call('POST', '/api/v1/journeys', { body: { service }, as: token })).body.id;

/** A visit ahead and one called off, a conversation that waits, a journey in the middle and one given up, and a call that was promised. */
async function busy(device: Device) {
	const ahead = await book(device, 26);
	const off = await book(device, 50);
	await one.app.transact((tx) => cancelVisit(tx, SYSTEM, { id: off.id }));
	const conversation = await write(device, 'The compressor hums.\nEvery night.');
	const [journey, given] = [await begin(device, 'report-fault'), await begin(device, 'book-visit')];
	await one.call('DELETE', `/api/v1/journeys/${given}`, { as: device.token });
	const { id: promise } = await one.app.transact((tx) =>
		makePromise(tx, SYSTEM, {
			kind: 'call_back',
			subject: { type: 'order', id: newId() },
			customer: device.id,
			minutes: 60,
			note: 'Ring before she leaves',
		}),
	);
	return { ahead: ahead.id, off: off.id, conversation, journey, given, promise };
}

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

test('what is open comes first, the nearest first, then what is past; each with its state, its page and what to do next', async () => {
	const ann = await newDevice(one);
	const ids = await busy(ann);
	const { items, next_cursor } = await read(ann.token);
	expect(next_cursor).toBe(null);
	const open = items.filter((item) => item.open);
	expect(items.slice(0, open.length)).toEqual(open);
	expect(new Set(idsOf(open))).toEqual(new Set([ids.ahead, ids.conversation, ids.journey, ids.promise]));
	// The visit is a day away, the rest an hour at most.
	expect(open.at(-1)).toMatchObject({
		type: 'visit',
		title: 'Maintenance',
		state: 'booked',
		when: '2026-06-02T03:00:00.000Z',
		url: `/en/my/visits/${ids.ahead}`,
		next: { url: `/en/my/visits/${ids.ahead}` },
	});
	const of = (id: string) => items.find((item) => item.id === id);
	expect(of(ids.conversation)).toMatchObject({ title: 'The compressor hums.', state: 'waiting', next: null });
	expect(of(ids.journey)).toMatchObject({ state: 'open', next: { url: `/en/journeys/${ids.journey}` } });
	expect(of(ids.promise)).toMatchObject({ promise: { kind: 'call_back', state: 'running' }, url: null });
	expect(items.filter((item) => !item.open).map(({ id, state }) => [id, state])).toEqual([
		[ids.off, 'cancelled'],
		[ids.given, 'stopped'],
	]);
	// What is noted among colleagues is not theirs to read.
	expect(JSON.stringify(items)).not.toContain('Ring before');
});

test('the clock that runs is the one of the conversation it is about', async () => {
	const ann = await newDevice(one);
	const id = await write(ann, 'Hello?');
	const promise = { kind: 'call_back' as const, subject: { type: 'conversation', id }, minutes: 60, note: '' };
	await one.app.transact((tx) => makePromise(tx, SYSTEM, { ...promise, customer: ann.id }));
	const { items } = await read(ann.token);
	expect(items).toMatchObject([{ id, type: 'conversation', promise: { state: 'running' } }]);
});

test('in the language that is asked for', async () => {
	const ann = await newDevice(one);
	await book(ann, 26);
	const { items } = await read(ann.token, '?lang=vi');
	expect(items).toMatchObject([{ title: 'Bảo trì', url: expect.stringMatching(/^\/vi\/my\//) }]);
});

test('what ended without anybody noting it is past', async () => {
	const ann = await newDevice(one);
	await book(ann, 4);
	time = new Date(MONDAY.getTime() + 6 * HOUR_MS);
	const { items } = await read(ann.token).finally(() => (time = MONDAY));
	expect(items).toMatchObject([{ type: 'visit', state: 'over', open: false, next: null }]);
});

test('page by page everything comes once, also where things end meanwhile', async () => {
	const ann = await newDevice(one);
	await busy(ann);
	const whole = idsOf((await read(ann.token)).items);
	for (const limit of [1, 2, 4, 6]) expect(idsOf(await readAll(ann, limit))).toEqual(whole);
	const first = await read(ann.token, '?limit=1');
	time = new Date(MONDAY.getTime() + 40 * HOUR_MS);
	const rest = await read(ann.token, `?cursor=${first.next_cursor}`).finally(() => (time = MONDAY));
	expect(idsOf([...first.items, ...rest.items])).toEqual(whole);
});

test('nobody sees anything of anybody else, and a stranger is asked who they are', async () => {
	const ann = await newDevice(one);
	await busy(ann);
	expect((await read((await newDevice(one)).token)).items).toEqual([]);
	const proved = await proveOn(one, await newDevice(one), 'other@example.com');
	expect((await read(proved.token)).items).toEqual([]);
	const status = async (as: string | null) => (await one.call('GET', '/api/v1/me/items', { as })).status;
	expect([await status(null), await status(one.key)]).toEqual([401, 403]);
});

test('what is no cursor is told as such', async () => {
	const { token } = await newDevice(one);
	const odd = [[1, 'open', null], [-1, 'open', null, null], [1, 'ahead', null, null], [1, 'open', 1, 'x'], 'x', null];
	for (const cursor of ['x', ...odd.map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))])
		expect((await one.call('GET', `/api/v1/me/items?cursor=${cursor}`, { as: token })).status).toBe(422);
});

test(`with ${PAST} past visits and as many journeys and conversations it is still quick, and nothing is left out`, async () => {
	const ann = await newDevice(one);
	const { id: like } = await book(ann, 26);
	const { db } = one.app.database;
	await sql`insert into visits select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'code', 'T' || lpad(n::text, 5, '0'), 'state', 'done',
			'starts_at', v.starts_at - n * interval '1 day', 'ends_at', v.ends_at - n * interval '1 day', 'journey_id', null))).*
		from visits v, generate_series(3, ${PAST + 2}::int) n where v.id = ${like}`.execute(db);
	await sql`insert into visit_items select v.id, 0, i.visit_type_id, i.minutes from visits v, visit_items i
		where v.customer_id = ${ann.id} and v.id <> ${like} and i.visit_id = ${like}`.execute(db);
	const [journey, conversation] = [await begin(ann, 'report-fault'), await write(ann, 'Hello')];
	await sql`insert into journeys select (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid(), 'code', 'J' || n, 'state', 'stopped',
			'updated_at', j.updated_at - n * interval '1 hour'))).* from journeys j, generate_series(1, ${PAST}::int) n where j.id = ${journey}`.execute(
		db,
	);
	await sql`insert into conversations select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'status', 'closed',
			'last_message_at', c.last_message_at - n * interval '1 hour'))).* from conversations c, generate_series(1, ${PAST}::int) n
		where c.id = ${conversation}`.execute(db);
	const took: number[] = [];
	for (let i = 0; i < 7; i++) {
		const began = performance.now();
		expect((await read(ann.token, '?limit=20')).items).toHaveLength(20);
		took.push(performance.now() - began);
	}
	expect(Math.min(...took)).toBeLessThan(150);
	const all = await readAll(ann, 200);
	expect(new Set(idsOf(all)).size).toBe(all.length);
	expect(all).toHaveLength(3 * PAST + 3);
});
