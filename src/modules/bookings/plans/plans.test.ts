import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOME, openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { proposeVisits } from '../index.ts';
import { addMonths } from './add-months.ts';

/** A Monday. */
const TODAY = new Date('2026-06-01T02:00:00Z');
const DAY_MS = 86_400_000;

let one: TestServer;
let today = TODAY;

beforeAll(async () => {
	one = await testServer({ clock: () => today });
	await openDepot(one.app, { type: { names: { en: 'Maintenance' } } });
});
afterAll(() => one.stop());
beforeEach(async () => {
	today = TODAY;
	await one.app.database.db.deleteFrom('visit_plans').execute();
});

const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });
const mine = async (as: string) => (await one.call('GET', '/api/v1/visit-plans', { as })).body.items;
const later = (days: number) => (today = new Date(today.getTime() + days * DAY_MS));
const proposals = async () =>
	(
		await one.app.database.db
			.selectFrom('events')
			.select('payload')
			.where('name', '=', 'visit_plan.proposed')
			.orderBy('id')
			.execute()
	).map(({ payload }) => (payload as { again: boolean }).again);

/** Twice a year, the first about the 30th of June. */
async function plan(): Promise<string> {
	const { body } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	const as: string = body.token;
	const { body: begun } = await post(as, '/journeys', { service: 'plan-visits', time_zone: HOME.zone });
	const answers = {
		types: ['Maintenance'],
		place: '12 Main St, Binh Duong',
		people: 1,
		every: '6',
		first: '2026-06-30',
		phone: '+84912345678',
		email: 'ann@example.com',
	};
	const { body: done } = await post(as, `/journeys/${begun.id}/submit`, { answers });
	expect(done).toMatchObject({ state: 'done', result: { about: { type: 'visit_plan' } } });
	return as;
}

test('three weeks before it is due its customer is asked for a time, and the next turn is counted from the visit', async () => {
	const as = await plan();
	await proposeVisits(one.app);
	expect(await mine(as)).toMatchObject([{ title: 'Maintenance', every: 'Twice a year', journey_id: null }]);
	later(8);
	await proposeVisits(one.app);
	await proposeVisits(one.app);
	const [{ journey_id }] = await mine(as);
	const { body: asked } = await one.call('GET', `/api/v1/journeys/${journey_id}`, { as });
	expect(asked).toMatchObject({ state: 'open', ask: { name: 'slot' } });
	const slot = asked.ask.shape.offers.at(-1).value;
	expect((await post(as, `/journeys/${journey_id}/submit`, { answers: { slot } })).body.state).toBe('done');
	await proposeVisits(one.app);
	const visited = new Date(Date.parse(slot) + 7 * 3_600_000).toISOString().slice(0, 10);
	expect(await mine(as)).toMatchObject([{ journey_id: null, next_on: addMonths(visited, 6) }]);
	const { items } = (await one.call('GET', '/api/v1/me/items', { as })).body;
	expect(items.map(({ type }: { type: string }) => type)).toEqual(['visit', 'visit_plan']);
});

test('whoever does not answer is reminded once; what is given up is asked again at its next turn', async () => {
	const before = (await proposals()).length;
	const as = await plan();
	later(8);
	await proposeVisits(one.app);
	later(6);
	await proposeVisits(one.app);
	expect((await proposals()).slice(before)).toEqual([false]);
	later(1);
	await proposeVisits(one.app);
	await proposeVisits(one.app);
	expect((await proposals()).slice(before)).toEqual([false, true]);
	const [{ journey_id }] = await mine(as);
	await one.call('DELETE', `/api/v1/journeys/${journey_id}`, { as });
	await proposeVisits(one.app);
	expect(await mine(as)).toMatchObject([{ journey_id: null, next_on: '2026-12-30' }]);
});

test('nobody else sees or stops it; stopped, nothing is asked any more', async () => {
	const [as, other] = [await plan(), await plan()];
	const [{ id }] = await mine(as);
	expect((await one.call('DELETE', `/api/v1/visit-plans/${id}`, { as: other })).status).toBe(404);
	for (let twice = 0; twice < 2; twice++)
		expect((await one.call('DELETE', `/api/v1/visit-plans/${id}`, { as })).status).toBe(204);
	later(20);
	await proposeVisits(one.app);
	expect(await mine(as)).toEqual([]);
	expect(await mine(other)).toMatchObject([{ journey_id: expect.any(String) }]);
	expect((await one.call('GET', '/api/v1/visit-plans')).body.items).toHaveLength(1);
});

test('what the program begins is not counted as begun by customers', async () => {
	await plan();
	const counted = async () => {
		const from = encodeURIComponent('2026-01-01');
		const { body } = await one.call('GET', `/api/v1/services/book-visit/funnel?from=${from}&to=2026-12-31`);
		return body.total;
	};
	const before = await counted();
	later(8);
	await proposeVisits(one.app);
	expect(await counted()).toEqual(before);
});

test('months end where they end', () => {
	expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
	expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
	expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
});
