import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDevice } from '../../../tests/support/prove.ts';
import { HOME, typeOf, WEEKDAYS } from '../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

// A Monday, eight in the morning at the depot.
const MONDAY = new Date('2026-06-01T01:00:00Z');
const TUESDAY_TEN = '2026-06-02T03:00:00.000Z';

let one: TestServer;
let ids: Record<'place' | 'crew' | 'worker' | 'lift' | 'type', string>;

beforeAll(async () => {
	one = await testServer({ clock: () => MONDAY });
	const place = await add('places', { ...HOME, name: 'Bình Dương' });
	const crew = await add('crews', { name: 'South', place_id: place, colour: '#0b5c8a' });
	const hours = { zone: HOME.zone, week: WEEKDAYS };
	const worker = await add('workers', {
		name: 'Đạt',
		crew_id: crew,
		place_id: place,
		skills: ['screw', 'screw'],
		...hours,
	});
	const lift = await add('resources', { kind: 'lift', name: 'Lift 1', place_id: place });
	const type = await add('visit-types', { ...typeOf('service-a'), skills: ['screw'], resource_kinds: ['lift'] });
	ids = { place, crew, worker, lift, type };
});
afterAll(() => one.stop());

async function add(list: string, body: object): Promise<string> {
	const reply = await one.call('POST', `/api/v1/${list}`, { body });
	expect([list, reply.status]).toEqual([list, 201]);
	return reply.body.id;
}

const search = (as: string | null, more = {}) =>
	one.call('POST', '/api/v1/slots/search', { as, body: { types: [ids.type], at: HOME, limit: 3, ...more } });

test('what is set up is listed and said anew, and what cannot be is told by field', async () => {
	const { body } = await one.call('GET', '/api/v1/workers');
	expect(body.items).toEqual([
		{
			id: ids.worker,
			name: 'Đạt',
			member_id: null,
			crew_id: ids.crew,
			place_id: ids.place,
			skills: ['screw'],
			zone: HOME.zone,
			week: WEEKDAYS,
			exceptions: [],
			active: true,
		},
	]);
	const lift = { kind: 'lift', name: 'Lift one', place_id: null, active: false };
	expect((await one.call('PUT', `/api/v1/resources/${ids.lift}`, { body: lift })).status).toBe(204);
	expect((await one.call('GET', '/api/v1/resources')).body.items).toEqual([{ id: ids.lift, ...lift }]);
	expect((await search(null)).body.items).toEqual([]);
	await one.call('PUT', `/api/v1/resources/${ids.lift}`, { body: { ...lift, active: true } });
	const wrong = await one.call('POST', '/api/v1/visit-types', {
		body: { ...typeOf('service-a'), people: 4, people_max: 2 },
	});
	expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ path: 'people_max' })]]);
	const taken = await one.call('POST', '/api/v1/visit-types', { body: typeOf('service-a') });
	expect([taken.status, taken.body.errors]).toEqual([422, [expect.objectContaining({ path: 'code', code: 'taken' })]]);
	const lost = await one.call('POST', '/api/v1/crews', {
		body: { name: 'North', place_id: ids.lift, colour: '#000000' },
	});
	expect([lost.status, lost.body.errors[0].path]).toEqual([422, 'place_id']);
	expect((await one.call('PUT', `/api/v1/places/${ids.lift}`, { body: { ...HOME, name: 'Huế' } })).status).toBe(404);
});

test('anybody sees what is offered and when, and not by whom', async () => {
	const { body } = await one.call('GET', '/api/v1/visit-types/offered', { as: null });
	expect(body.items).toHaveLength(1);
	expect(body.items[0]).toMatchObject({
		id: ids.type,
		code: 'service-a',
		names: { en: 'service-a' },
		late_fee: { currency: 'VND' },
	});
	expect(Object.keys(body.items[0])).not.toContain('skills');
	const slots = await search(null, { from: TUESDAY_TEN });
	expect(slots.body.items[0]).toEqual({
		starts_at: TUESDAY_TEN,
		ends_at: '2026-06-02T04:00:00.000Z',
		window_from: TUESDAY_TEN,
		window_until: '2026-06-02T05:00:00.000Z',
		zone: HOME.zone,
		left: 1,
	});
	expect((await search(null, { until: '2026-12-01T00:00:00Z' })).status).toBe(422);
	expect((await search(null, { at: { ...HOME, zone: 'Mars/Base' } })).status).toBe(422);
});

test('the team books for a customer, who sees it without the names, moves and cancels it', async () => {
	const ann = await newDevice(one);
	const wish = { customer_id: ann.id, types: [ids.type], starts_at: TUESDAY_TEN, at: HOME, note: 'Gate 3' };
	const { status, body } = await one.call('POST', '/api/v1/visits', { body: wish });
	expect(status).toBe(201);
	const taken = await one.call('POST', '/api/v1/visits', { body: wish });
	expect([taken.status, taken.body.code, taken.body.current.slots[0].starts_at]).toEqual([
		409,
		'conflict',
		'2026-06-02T04:00:00.000Z',
	]);

	const own = (await one.call('GET', '/api/v1/visits', { as: ann.token })).body.items;
	expect(own).toEqual([
		expect.objectContaining({
			code: body.code,
			state: 'booked',
			note: 'Gate 3',
			move_free_until: '2026-06-01T03:00:00.000Z',
		}),
	]);
	expect(Object.keys(own[0])).not.toContain('workers');
	const planned = (await one.call('GET', `/api/v1/visits?from=2026-06-02T00:00:00Z&crew=${ids.crew}`)).body.items;
	expect(planned).toEqual([
		expect.objectContaining({
			id: body.id,
			workers: [{ id: ids.worker, name: 'Đạt' }],
			resources: [expect.objectContaining({ id: ids.lift })],
		}),
	]);

	const others = (
		await one.call('GET', `/api/v1/visits/${body.code}/slots?from=${TUESDAY_TEN}&limit=2`, { as: ann.token })
	).body.items;
	expect(others.map((slot: { starts_at: string }) => slot.starts_at)).toEqual([
		TUESDAY_TEN,
		'2026-06-02T03:30:00.000Z',
	]);
	const path = `/api/v1/visits/${body.code}`;
	const moved = await one.call('POST', `${path}/move`, {
		as: ann.token,
		body: { starts_at: '2026-06-03T03:00:00Z', version: 1 },
	});
	expect([moved.status, moved.body]).toEqual([
		200,
		{ id: body.id, version: 2, starts_at: '2026-06-03T03:00:00.000Z', ends_at: '2026-06-03T04:00:00.000Z', fee: null },
	]);
	expect(
		(await one.call('POST', `${path}/move`, { as: ann.token, body: { starts_at: TUESDAY_TEN, version: 1 } })).body
			.current,
	).toMatchObject({ version: 2 });
	expect((await one.call('PUT', `${path}/ending`, { as: ann.token, body: { state: 'done' } })).status).toBe(401);
	expect((await one.call('POST', `${path}/cancel`, { as: ann.token })).body).toEqual({
		id: body.id,
		code: body.code,
		fee: null,
	});
	expect((await one.call('GET', path)).body).toMatchObject({ state: 'cancelled', workers: [] });
	expect((await one.call('GET', '/api/v1/visits', { as: null })).body.items).toEqual([]);
});
