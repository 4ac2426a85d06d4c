import { afterAll, beforeAll, expect, test } from 'vitest';
import { testMember, type TestMember } from '../../../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../../../tests/support/server.ts';

let one: TestServer;
let agent: TestMember;

beforeAll(async () => {
	one = await testServer();
	agent = await testMember(one, 'agent', 'Linh');
});
afterAll(() => one.stop());

async function handedOver(text: string, more: object = {}) {
	const { token } = (await one.call('POST', '/api/v1/sessions', { body: {} })).body;
	const body = { text, to: 'person', email: 'ann@example.com', ...more };
	const { id } = (await one.call('POST', '/api/v1/conversations', { body, as: token })).body;
	return id as string;
}
const answer = (id: string, text: string, more: object = {}) =>
	agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text, ...more } });
async function reasked(id: string) {
	const { db } = one.app.database;
	const events = await db
		.selectFrom('events')
		.select('payload')
		.where('subject_id', '=', id)
		.where('name', '=', 'conversation.reasked')
		.execute();
	return events.map(({ payload }) => (payload as { field: string }).field).toSorted();
}

test('asking for what was passed on is told, asking for what nobody said is not', async () => {
	const id = await handedOver('My machine KX-48213 leaks');
	await answer(id, 'Hello! Could you send me your e-mail address and the serial number?');
	await answer(id, 'And what is your phone number? Which order number was it?');
	expect(await reasked(id)).toEqual(['email', 'machine']);
});

test('a note asks nobody, and an answer asks nothing', async () => {
	const id = await handedOver('It hums');
	await answer(id, 'What is the e-mail address?', { note: true });
	await answer(id, 'We have sent you an e-mail. The valve has to be closed.');
	expect(await reasked(id)).toEqual([]);
});

test('the rate counts hand-overs that were taken, each once, and says for what', async () => {
	const report = async () => (await one.call('GET', '/api/v1/inbox/report')).body.reask;
	const before = await report();
	const waits = await handedOver('Nobody has looked at this');
	const id = await handedOver('It rattles');
	await answer(id, 'What is the problem?');
	await answer(id, 'Please tell me your email. What is your e-mail?');
	const after = await report();
	expect(after.handoffs - before.handoffs).toBe(1);
	expect(after.reasked - before.reasked).toBe(1);
	expect(after.rate).toBeCloseTo(after.reasked / after.handoffs);
	expect(after.fields.email - (before.fields.email ?? 0)).toBe(1);
	expect(await reasked(waits)).toEqual([]);
	const { token } = (await one.call('POST', '/api/v1/sessions', { body: {} })).body;
	expect((await one.call('GET', '/api/v1/inbox/report', { as: token })).status).toBe(401);
});
