import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentAt } from '../../../tests/support/agent.ts';
import { openDepot } from '../../../tests/support/field.ts';
import { newDevice } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
beforeAll(async () => {
	// A Monday.
	one = await testServer({ clock: () => new Date('2026-11-23T02:00:00Z') });
	await openDepot(one.app, { type: { names: { en: 'Yearly service', vi: 'Bảo dưỡng hằng năm' } } });
});
afterAll(() => one.stop());

test('an assistant books a visit in the words of its customer, who reads Vietnamese, and gives it up again', async () => {
	const { token } = await newDevice(one);
	const agent = await agentAt(one.origin, { token });
	const said = { types: 'Bảo dưỡng hằng năm', place: '12 Đại lộ Bình Dương', slot: 'chiều thứ ba tới', lang: 'vi' };
	const times = await agent.use('book_visit', said);
	expect(times.text).toContain('Thứ 3, 24 thg 11, 13:00–15:00');
	expect(times.data).toMatchObject({ ask: { name: 'slot', narrowed: true }, lang: 'vi' });
	const journey_id: string = times.data.id;
	const slot: string = times.data.ask.shape.offers[0].value;
	const rest = { slot, phone: '+84 912 345 678', email: null, note: null };
	const receipt = await agent.use('book_visit', { journey_id, ...rest });
	expect(receipt.text).toMatch(/600\.000\s₫/);
	const visits = async () => (await one.call('GET', '/api/v1/visits', { as: token })).body.items;
	expect(await visits()).toEqual([]);
	const { data } = await agent.use('book_visit', { journey_id, confirm: true });
	expect(data).toMatchObject({ state: 'done', result: { reference: expect.stringMatching(/^V-/) } });
	expect(await visits()).toMatchObject([
		{ code: data.result.reference, state: 'booked', starts_at: slot, channel: 'mcp' },
	]);
	expect((await agent.use('undo_journey', { journey_id })).data.state).toBe('undone');
	expect((await visits())[0]?.state).not.toBe('booked');
	await agent.leave();
});
