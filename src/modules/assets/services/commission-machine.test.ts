import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

const SERIAL = 'KA11-2642-0502';

let one: TestServer;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date('2026-11-25T01:00:00Z') });
	await openDepot(one.app, { type: { code: 'commissioning', names: { en: 'Commissioning' } } });
	await one.call('POST', '/api/v1/assets', { body: { serial_number: SERIAL, model: 'KA 11', kind: 'compressor' } });
});
afterAll(() => one.stop());

const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });

async function commissioning(answers: object) {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
	const { body: turn } = await post(as, '/journeys', { service: 'commission-machine', answers });
	const answer = (name: string, value: unknown) => post(as, `/journeys/${turn.id}/answers`, { name, value });
	const submit = (more: object) => post(as, `/journeys/${turn.id}/submit`, { answers: more });
	const visits = async () => (await one.call('GET', '/api/v1/visits', { as })).body.items;
	return { turn, answer, submit, visits };
}

const READY = { power: true, air: true, access: true, drain: true };
const WHERE = { photos: null, place: '12 Main St, Binh Duong' };
const WHO = { name: 'Lan', phone: '+84912345678', email: null, signature: 'Nguyen Thi Lan' };

test('where everything is ready a visit of this type is booked, signed for, for this machine', async () => {
	const { turn, submit, visits } = await commissioning({ serial: SERIAL.toLowerCase(), ...READY, ...WHERE });
	expect(turn.ask.name).toBe('slot');
	const { body } = await submit({ slot: turn.ask.shape.offers[0].value, ...WHO });
	expect(body).toMatchObject({ state: 'done', result: { about: { type: 'visit' } } });
	expect(await visits()).toMatchObject([
		{ items: [{ code: 'commissioning' }], note: `${SERIAL}, Lan`, state: 'booked' },
	]);
});

test('nothing is booked before all is ready: what is missing is asked again with what to do, and then it goes on', async () => {
	const { turn, answer, submit, visits } = await commissioning({
		serial: SERIAL,
		...READY,
		power: false,
		drain: false,
	});
	expect(turn.ask).toMatchObject({ name: 'power', fault: { code: 'not_ready' } });
	expect(turn.ask.fault.text).toContain('electrician');
	expect(turn.ask.fault.text).toContain('power and the water drain');
	const { status, body } = await submit({ ...WHERE, ...WHO });
	expect([status, body.errors[0]]).toMatchObject([422, { path: 'power', code: 'not_ready' }]);
	expect(await visits()).toEqual([]);
	expect((await answer('power', true)).body.ask).toMatchObject({ name: 'drain', fault: { code: 'not_ready' } });
	expect((await answer('drain', true)).body.ask.name).toBe('slot');
});

test('only machines of ours are commissioned', async () => {
	const { turn } = await commissioning({ serial: 'XX11-2642-0502' });
	expect(turn.ask).toMatchObject({ name: 'serial', fault: { code: 'unknown_serial' } });
});
