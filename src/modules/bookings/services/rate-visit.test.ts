import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });

async function rated(answers: object) {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
	const { body: begun } = await post(as, '/journeys', { service: 'rate-visit' });
	return post(as, `/journeys/${begun.id}/submit`, { answers });
}

test('whoever was pleased is asked nothing about what went wrong', async () => {
	const { body } = await rated({ stars: 5, good: '' });
	expect(body).toMatchObject({ state: 'done', result: { text: expect.stringContaining('glad') } });
});

test('whoever was not is asked why and whether we may call, and their number only if so', async () => {
	const low = { stars: 2, bad: 'He came late', good: '' };
	expect((await rated({ ...low, call: false })).body).toMatchObject({ state: 'done' });
	expect((await rated(low)).body).toMatchObject({ errors: [{ path: 'call' }] });
	expect((await rated({ ...low, call: true })).body).toMatchObject({ errors: [{ path: 'phone' }] });
	const { body } = await rated({ ...low, call: true, phone: '+84912345678' });
	expect(body).toMatchObject({ state: 'done', result: { text: expect.stringContaining('sorry') } });
});

test('a sixth star is refused', async () => {
	const { status, body } = await rated({ stars: 6, good: '' });
	expect(status).toBe(422);
	expect(body.errors).toMatchObject([{ path: 'stars', code: 'not_rating' }]);
});
