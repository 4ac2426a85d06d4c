import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenTo } from '../../../tests/support/listen.ts';
import { testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;
let linh: TestMember;
let tom: TestMember;

beforeAll(async () => {
	one = await testServer();
	linh = await testMember(one, 'agent', 'Linh');
	tom = await testMember(one, 'agent', 'Tom');
});
afterAll(() => one.stop());

async function opened() {
	const { token } = (await one.call('POST', '/api/v1/sessions', { body: {} })).body;
	const body = { text: 'It leaks', to: 'person' };
	const { id } = (await one.call('POST', '/api/v1/conversations', { body, as: token })).body;
	const { messages } = (await one.call('GET', `/api/v1/conversations/${id}`)).body;
	return { id: id as string, token: token as string, seen: messages.at(-1).id as string };
}

test('whoever answers after a colleague is shown what the colleague said, and may say it anyway', async () => {
	const { id, token, seen } = await opened();
	const path = `/api/v1/conversations/${id}/messages`;
	await one.call('POST', path, { body: { text: 'Also at night' }, as: token });
	const first = await linh.call('POST', path, { body: { text: 'Tighten the valve', after: seen } });
	expect(first.status).toBe(201);
	const crossed = await tom.call('POST', path, { body: { text: 'Close the valve', after: seen } });
	expect([crossed.status, crossed.body.code]).toEqual([409, 'conflict']);
	expect(crossed.body.current).toMatchObject({
		id: first.body.id,
		author: 'agent',
		name: 'Linh',
		text: 'Tighten the valve',
	});
	expect((await tom.call('POST', path, { body: { text: 'Note', note: true, after: seen } })).status).toBe(201);
	expect((await linh.call('POST', path, { body: { text: 'And call us', after: seen } })).status).toBe(201);
	expect((await tom.call('POST', path, { body: { text: 'Close it', after: seen, anyway: true } })).status).toBe(201);
	const said = (await one.call('GET', `/api/v1/conversations/${id}`)).body.messages as {
		author: string;
		kind: string;
		text: string;
	}[];
	const answers = said.filter(({ author, kind }) => author === 'agent' && kind === 'message').map(({ text }) => text);
	expect(answers).toEqual(['Tighten the valve', 'And call us', 'Close it']);
});

test('of two who answer at the same moment one is told of the other', async () => {
	const { id, seen } = await opened();
	const body = { text: 'Here is how', after: seen };
	const sent = await Promise.all(
		[linh, tom].map((who) => who.call('POST', `/api/v1/conversations/${id}/messages`, { body })),
	);
	expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('colleagues see who looks at a conversation, its customer does not', async () => {
	const { id, token } = await opened();
	const path = `/api/v1/conversations/${id}`;
	const [team, customer] = await Promise.all(
		[one.key, token].map((as) => listenTo(`${one.origin}${path}/stream`, { as })),
	);
	expect((await linh.call('PUT', `${path}/presence`, { body: { state: 'viewing' } })).status).toBe(204);
	expect((await linh.call('PUT', `${path}/presence`, { body: { state: 'typing' } })).status).toBe(204);
	const passing = (line = team) => line?.heard.filter(({ event }) => event === 'passing').map(({ data }) => data);
	await until(async () => passing()?.length === 2 && passing(customer)?.length === 1);
	expect(passing()?.[0]).toEqual({ kind: 'viewing', by: 'agent', id: linh.id, name: 'Linh' });
	expect(passing(customer)).toEqual([{ kind: 'typing', by: 'agent', name: 'Linh' }]);
	expect((await one.call('PUT', `${path}/presence`, { body: { state: 'viewing' }, as: token })).status).toBe(401);
	team?.cut();
	customer?.cut();
});
