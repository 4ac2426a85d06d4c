import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { HOME, openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { bookVisit } from '../visits/book-visit.ts';
import { endVisit } from '../visits/end-visit.ts';

const MORNING = new Date('2026-11-25T02:30:00Z');

let one: TestServer;
let type: string;
let time = MORNING;
beforeAll(async () => {
	one = await testServer({ clock: () => time });
	({ type } = await openDepot(one.app, { workers: 20, type: { names: { en: 'Maintenance' } } }));
});
afterAll(() => one.stop());

const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });

/** Somebody who was visited so many times. */
async function visited(times = 1) {
	const { token: as, customer_id: customer } = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null }))
		.body;
	const visits: string[] = [];
	for (let i = 0; i < times; i++) {
		time = new Date(MORNING.getTime() - 86_400_000 * (i + 1));
		const wish = { types: [type], starts_at: MORNING, at: HOME, customer };
		const { id } = await one.app.transact((tx) => bookVisit(tx, SYSTEM, wish));
		time = new Date(MORNING.getTime() + 4 * 3_600_000);
		await one.app.transact((tx) => endVisit(tx, SYSTEM, { id, state: 'done' }));
		visits.push(id);
	}
	return { as: as as string, customer: customer as string, visits };
}

async function rate(as: string, answers: object) {
	const { body: begun } = await post(as, '/journeys', { service: 'rate-visit' });
	return post(as, `/journeys/${begun.id}/submit`, { answers });
}

const WELL = { stars: 5, good: ['punctual', 'work'], comment: 'Thank you' };
const ratingOf = async (as: string, id: string) => (await one.call('GET', `/api/v1/visits/${id}`, { as })).body.rating;

test('whoever was pleased is asked nothing about what went wrong, and it stands with the visit', async () => {
	const { as, customer, visits } = await visited();
	const { body } = await rate(as, WELL);
	expect(body).toMatchObject({ state: 'done', result: { text: expect.stringContaining('glad') } });
	expect(await ratingOf(as, visits[0]!)).toMatchObject({ ...WELL, bad: [], call: false });
	const { body: team } = await one.call('GET', `/api/v1/visits/${visits[0]}`);
	expect(team.rating).toMatchObject({ stars: 5, comment: 'Thank you' });
	const facts = one.app.database.db
		.selectFrom('events')
		.select(['name', 'payload'])
		.where('customer_id', '=', customer);
	expect(await facts.where('name', '=', 'visit.rated').execute()).toMatchObject([
		{ payload: { stars: 5, call: false } },
	]);
});

test('whoever was not is asked whether we may call, and a person has it then, with a promise', async () => {
	const { as } = await visited();
	const low = { stars: 2, bad: ['punctual'], good: null, comment: 'Two hours late' };
	expect((await rate(as, low)).body).toMatchObject({ errors: [{ path: 'call' }] });
	expect((await rate(as, { ...low, call: true })).body).toMatchObject({ errors: [{ path: 'phone' }] });
	const { body } = await rate(as, { ...low, call: true, phone: '+84912345678' });
	expect(body).toMatchObject({ state: 'done', result: { text: expect.stringContaining('sorry') } });
	const { items } = (await one.call('GET', '/api/v1/conversations', { as })).body;
	const { packet, promises } = (await one.call('GET', `/api/v1/conversations/${items[0].id}`)).body;
	expect(packet.goal).toContain('Two hours late');
	expect(packet.answers.map(({ value }: { value: string }) => value)).toContain('Punctuality');
	expect(promises).not.toEqual([]);
});

test('who does not want to be called is not passed on', async () => {
	const { as } = await visited();
	const { body } = await rate(as, { stars: 1, bad: null, good: null, comment: null, call: false });
	expect(body).toMatchObject({ state: 'done' });
	expect((await one.call('GET', '/api/v1/conversations', { as })).body.items).toEqual([]);
});

test('of several visits one says which, and each is rated once, however often it is sent', async () => {
	const { as, visits } = await visited(2);
	const { body: begun } = await post(as, '/journeys', { service: 'rate-visit' });
	expect(begun.ask.shape.options.map(({ value }: { value: string }) => value).toSorted()).toEqual(visits.toSorted());
	const { body: other } = await post(as, '/journeys', { service: 'rate-visit' });
	const answers = { visit: visits[0], ...WELL };
	const send = (id: string) => post(as, `/journeys/${id}/submit`, { answers });
	const sent = await Promise.all([send(begun.id), send(begun.id), send(other.id)]);
	expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 200, 422]);
	const rows = one.app.database.db.selectFrom('visit_ratings').select('visit_id').where('visit_id', 'in', visits);
	expect(await rows.execute()).toHaveLength(1);
	const { body: last } = await post(as, '/journeys', { service: 'rate-visit' });
	expect(last.answers).toMatchObject([{ name: 'visit', raw: visits[1] }]);
});

test('nobody rates what was not done for them', async () => {
	const { visits } = await visited();
	const { as } = await visited(2);
	const stranger = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
	const { body: nothing } = await post(stranger, '/journeys', { service: 'rate-visit' });
	expect(nothing.ends).toMatchObject({ code: 'no_visit' });
	const { body } = await rate(as, { visit: visits[0], ...WELL });
	expect(body.errors).toMatchObject([{ path: 'visit', code: 'not_offered' }]);
});

test('a sixth star is refused', async () => {
	const { as } = await visited();
	const { status, body } = await rate(as, { ...WELL, stars: 6 });
	expect(status).toBe(422);
	expect(body.errors).toMatchObject([{ path: 'stars', code: 'not_rating' }]);
});
