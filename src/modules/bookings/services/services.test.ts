import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { until } from '../../../../tests/support/until.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date('2026-11-25T01:00:00Z') });
	await openDepot(one.app, { workers: 2, type: { names: { en: 'Maintenance', vi: 'Bảo trì' } } });
});
afterAll(() => one.stop());

const arrive = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });

async function booked(as: string) {
	const { body: begun } = await post(as, '/journeys', { service: 'book-visit', time_zone: 'Asia/Ho_Chi_Minh' });
	await post(as, `/journeys/${begun.id}/answers`, { name: 'types', value: ['Maintenance'] });
	const { body: placed } = await post(as, `/journeys/${begun.id}/answers`, {
		name: 'place',
		value: '12 Main St, Binh Duong',
	});
	const [offer] = placed.ask.shape.offers;
	const answers = { slot: offer.value, phone: '+84912345678', email: '', note: '' };
	return { begun, offer, done: await post(as, `/journeys/${begun.id}/submit`, { answers }) };
}

test('a visit is booked by the API: questions, receipt, code, and once', async () => {
	const as = await arrive();
	const { begun, done } = await booked(as);
	expect(begun.ask).toMatchObject({ name: 'types', shape: { options: [{ label: 'Maintenance' }] } });
	expect(done.body).toMatchObject({ state: 'done', result: { about: { type: 'visit' } } });
	const again = await post(as, `/journeys/${begun.id}/submit`);
	expect(again.body.result.reference).toBe(done.body.result.reference);
	expect((await one.call('GET', '/api/v1/visits', { as })).body.items).toHaveLength(1);
	expect((await post(await arrive(), `/journeys/${begun.id}/submit`)).status).toBe(404);
});

test('what is missing or wrong is said by its question, and nothing is booked', async () => {
	const as = await arrive();
	const { body: begun } = await post(as, '/journeys', {
		service: 'book-visit',
		answers: { types: 'Maintenance', people: 7 },
	});
	expect(begun.ask.name).toBe('place');
	const { status, body } = await post(as, `/journeys/${begun.id}/submit`, {
		answers: { place: 'Binh Duong 7', phone: 'abc' },
	});
	expect(status).toBe(422);
	expect(body.errors).toMatchObject([{ path: 'people', code: 'too_many' }]);
	expect((await one.call('GET', '/api/v1/visits', { as })).body.items).toEqual([]);
});

test('it is moved, and cancelled, by whoever booked it and nobody else', async () => {
	const as = await arrive();
	await booked(as);
	const { body: stranger } = await post(await arrive(), '/journeys', { service: 'cancel-visit' });
	expect(stranger.ends).toMatchObject({ code: 'no_visit' });
	const { body: moving } = await post(as, '/journeys', { service: 'move-visit' });
	expect(moving.ask.name).toBe('slot');
	const to = moving.ask.shape.offers.at(-1).value;
	const moved = await post(as, `/journeys/${moving.id}/submit`, { answers: { slot: to } });
	expect(moved.body.state).toBe('done');
	const { body: cancelling } = await post(as, '/journeys', { service: 'cancel-visit' });
	const cancelled = await post(as, `/journeys/${cancelling.id}/submit`, { answers: { why: '' } });
	expect(cancelled.body.result.text).toContain('cancelled');
	expect((await one.call('GET', '/api/v1/visits', { as })).body.items).toMatchObject([{ state: 'cancelled' }]);
});

test('in a conversation it is asked for in words, and several answers are heard at once', async () => {
	const as = await arrive();
	const body = { text: 'book a technician', lang: 'en', channel: 'web', seen: { time_zone: 'Asia/Ho_Chi_Minh' } };
	const { body: opened } = await one.call('POST', '/api/v1/conversations', { body, as });
	const said = async () => {
		await one.app.attendant?.settled();
		const { messages } = (await one.call('GET', `/api/v1/conversations/${opened.id}`, { as })).body;
		return messages.at(-1);
	};
	const say = async (text: string) => {
		await post(as, `/conversations/${opened.id}/messages`, { text });
		await until(async () => (await said()).author === 'assistant');
		return said();
	};
	await until(async () => (await said()).author === 'assistant');
	expect((await said()).journey.ask.name).toBe('types');
	expect((await say('Maintenance, with 2 technicians')).journey).toMatchObject({ ask: { name: 'place' } });
	expect((await say('12 Main St, Binh Duong')).journey.answers).toMatchObject([{}, {}, { name: 'people', raw: 2 }]);
	expect((await say('the moon')).journey.ask.fault.code).toBe('not_offered');
	expect((await say('2')).journey.ask.name).toBe('phone');
	expect((await say('+84912345678')).journey.ask.name).toBe('email');
	await say('skip');
	expect((await say('skip')).journey.review.lines).toHaveLength(5);
	const done = await say('confirm');
	expect(done).toMatchObject({ outcome: 'service', journey: { state: 'done' } });
	expect(done.text).toContain('Booked');
});

test('in plain text it is a matter of numbers, six at a time', async () => {
	const as = await arrive();
	const say = async (text: string) =>
		(await post(as, '/text', { text, lang: 'en', time_zone: 'Asia/Ho_Chi_Minh' })).body.text as string;
	expect(await say('book a technician')).toBe('What is to be done?\n1. Maintenance');
	expect(await say('1')).toBe('Where shall we come to?');
	const times = await say('12 Main St, Binh Duong');
	expect(times.split('\n')).toHaveLength(8);
	expect(times).toContain('\n6. ');
	expect(await say('more')).toMatch(/\n7\. .*\n8\. /);
	expect(await say('8')).toBe('On which number do we reach you?');
	expect(await say('no idea')).toContain('does not look like a telephone number');
	await say('+84912345678');
	await say('skip');
	expect(await say('skip')).toContain('Write “confirm”');
	expect(await say('confirm')).toMatch(/^Booked: /);
	expect(await say('I want to talk to a person')).toContain('passed on to a person');
});
