import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDepot } from '../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
	await openDepot(one.app);
});
afterAll(() => one.stop());

const post = async (as: string, at: string, body: object = {}) => one.call('POST', `/api/v1${at}`, { body, as });
const ANSWERS = { use: 'tools', air: '0.6', pressure: '8', hours: '8', near: true, power: '3', budget: '5000' };

async function asked(answers: object) {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
	const { body: turn } = await post(as, '/journeys', {
		service: 'choose-compressor',
		answers: { ...ANSWERS, ...answers },
	});
	return { as, turn, goOn: (value: string) => post(as, `/journeys/${turn.id}/answers`, { name: 'next', value }) };
}

test('it names the best and the next best, with what speaks for and against them, and a visit knows of it', async () => {
	const { as, turn, goOn } = await asked({});
	expect(turn.ask.name).toBe('next');
	expect(turn.told.map(({ text }: { text: string }) => text)).toEqual([
		expect.stringMatching(/KA 5 fits you best[^]*\+ gives 0\.8 m³\/min[^]*62 dB/),
		expect.stringMatching(/KA 11[^]*− above your budget, from €7,400/),
	]);
	const { body: done } = await goOn('visit');
	expect(done).toMatchObject({ state: 'done', result: { lines: [{ value: 'KA 5 (100/100)' }, {}] } });
	const { body: visit } = await post(as, `/journeys/${done.id}/next`);
	expect(visit).toMatchObject({ service: 'book-visit', ask: { name: 'types' } });
});

test('where nothing fits it says so, and a person goes on with the answers', async () => {
	const { turn, goOn } = await asked({ air: '9' });
	expect(turn.told).toMatchObject([{ text: expect.stringContaining('None of our machines') }]);
	const { body } = await goOn('person');
	expect(body).toMatchObject({ state: 'done', result: { about: { type: 'conversation' }, lines: [] } });
	const { packet } = (await one.call('GET', `/api/v1/conversations/${body.result.about.id}`)).body;
	expect(packet.goal).toContain('none of ours fits alone');
	expect(packet.answers).toHaveLength(7);
});

test('who has read enough is left alone', async () => {
	const { goOn } = await asked({});
	const { body } = await goOn('nothing');
	expect(body).toMatchObject({ state: 'done' });
	expect(body.result.next).toBeUndefined();
});
