import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listenTo } from '../../../tests/support/listen.ts';
import { type TestMember, testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;
/** Another process on the same database. */
let two: TestServer;
let agent: TestMember;

beforeAll(async () => {
	one = await testServer();
	two = await testServer({ url: one.url });
	agent = await testMember(one, 'agent', 'Linh');
});
afterAll(async () => {
	await two.stop();
	await one.stop();
});

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
const open = async (as: string) =>
	(await one.call('POST', '/api/v1/conversations', { body: { text: 'It leaks', to: 'person' }, as })).body.id as string;
const say = (as: string, id: string, text: string) =>
	one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text }, as });
const answer = (id: string, text: string, more: object = {}) =>
	agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text, ...more } });
const streamOf = (server: TestServer, id: string, as: string, options: { since?: number; lastEventId?: number } = {}) =>
	listenTo(
		`${server.origin}/api/v1/conversations/${id}/stream${options.since === undefined ? '' : `?since=${options.since}`}`,
		{ as, ...(options.lastEventId !== undefined && { lastEventId: options.lastEventId }) },
	);
const textsOf = ({ heard }: Listening) => heard.flatMap(({ event, data }) => (event === 'message' ? [data.text] : []));
const stateOf = ({ heard }: Listening) => heard.filter(({ event }) => event === 'state').at(-1);

test('both sides hear what is said, the customer without notes, also through another process', async () => {
	const as = await session();
	const id = await open(as);
	const { version } = (await one.call('GET', `/api/v1/conversations/${id}`, { as })).body;
	const lines = await Promise.all([
		streamOf(one, id, as, { since: version }),
		streamOf(two, id, as, { since: version }),
		streamOf(two, id, one.key, { since: version }),
	]);
	await answer(id, 'A note', { note: true });
	await answer(id, 'Hello');
	await until(() => lines.every((line) => textsOf(line).includes('Hello')), 2_000);
	expect(lines.map(textsOf)).toEqual([['Hello'], ['Hello'], ['A note', 'Hello']]);
	expect(stateOf(lines[0])?.data).toMatchObject({ holder: 'team', assignee: 'Linh', handoff: { state: 'taken' } });
	for (const line of lines) line.cut();
});

test('after a lost connection it goes on where it ended: nothing is lost and nothing comes twice', async () => {
	const as = await session();
	const id = await open(as);
	const first = await streamOf(one, id, as, { since: 0 });
	await until(() => stateOf(first) !== undefined);
	for (const text of ['one', 'two', 'three']) await answer(id, text);
	await until(() => textsOf(first).includes('two'));
	const last = first.heard.findLast((heard) => heard.id !== undefined)?.id ?? 0;
	first.cut();
	for (const text of ['four', 'five']) await answer(id, text);
	const second = await streamOf(two, id, as, { lastEventId: last });
	await until(() => textsOf(second).includes('five'));
	expect([...new Set([...textsOf(first), ...textsOf(second)])]).toEqual([
		'It leaks',
		'',
		'one',
		'two',
		'three',
		'four',
		'five',
	]);
	expect(textsOf(second)).not.toContain('one');
	second.cut();
});

test('an edited and a withdrawn message are told as they are now, and who read how far', async () => {
	const as = await session();
	const id = await open(as);
	const { body: said } = await say(as, id, 'teh pump');
	const line = await streamOf(one, id, one.key);
	await until(() => stateOf(line) !== undefined);
	const path = `/api/v1/conversations/${id}/messages/${said.id}`;
	expect((await one.call('PATCH', path, { body: { text: 'the pump' }, as })).status).toBe(204);
	await until(() => textsOf(line).includes('the pump'));
	// Nobody puts words into somebody else's mouth.
	expect((await agent.call('PATCH', path, { body: { text: 'my pump' } })).status).toBe(403);
	expect((await one.call('DELETE', path, { as })).status).toBe(204);
	await until(() => line.heard.some(({ data }) => data.withdrawn === true));
	await one.call('PUT', `/api/v1/conversations/${id}/read`, { body: { read: said.id }, as });
	await until(() => stateOf(line)?.data.read.customer === said.id);
	// Reading never goes back.
	await one.call('PUT', `/api/v1/conversations/${id}/read`, { body: { read: said.id.replace(/^./, '0') }, as });
	expect((await one.call('GET', `/api/v1/conversations/${id}`)).body.read.customer).toBe(said.id);
	line.cut();
});

test('whoever is erased hears nothing more, in any process, and their words go from the team’s screens', async () => {
	const as = await session();
	const id = await open(as);
	const { customer_id } = (await one.call('GET', `/api/v1/conversations/${id}`)).body;
	const theirs = await Promise.all([one, two].map((server) => streamOf(server, id, as, { since: 0 })));
	const teams = await streamOf(two, id, one.key, { since: 0 });
	await until(() => [...theirs, teams].every(stateOf));
	const before = theirs.map(({ heard }) => heard.length);
	expect((await one.call('DELETE', `/api/v1/customers/${customer_id}`)).status).toBe(204);
	const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error('still open')), 1_000));
	await Promise.race([Promise.all(theirs.map(({ ended }) => ended)), late]);
	expect(theirs.map(({ heard }) => heard.length)).toEqual(before);
	await until(() => textsOf(teams).at(-1) === '' && stateOf(teams)?.data.status === 'closed');
	teams.cut();
});

test('that somebody types is seen and not kept', async () => {
	const as = await session();
	const id = await open(as);
	const line = await streamOf(two, id, as);
	await until(() => stateOf(line) !== undefined);
	await agent.call('POST', `/api/v1/conversations/${id}/typing`);
	await until(() => line.heard.some(({ event }) => event === 'passing'));
	expect(line.heard.find(({ event }) => event === 'passing')?.data).toEqual({
		kind: 'typing',
		by: 'agent',
		name: 'Linh',
	});
	line.cut();
});

test('of two conversations merged each is read as both, and apart again each has its own', async () => {
	const as = await session();
	const [first, second] = [await open(as), await open(as)];
	await say(as, first, 'in the first');
	await say(as, second, 'in the second');
	const texts = async (id: string) =>
		((await one.call('GET', `/api/v1/conversations/${id}`, { as })).body.messages as { text: string }[])
			.map(({ text }) => text)
			.filter((text) => text.startsWith('in'));
	const line = await streamOf(one, second, as);
	await until(() => stateOf(line) !== undefined);
	const merge = (method: string, body?: object) =>
		agent.call(method, `/api/v1/conversations/${first}/merge`, body ? { body } : {});
	expect((await merge('PUT', { into: second })).status).toBe(204);
	expect((await merge('PUT', { into: second })).status).toBe(409);
	await until(() => line.heard.some(({ event }) => event === 'reset') || stateOf(line)?.data.version > 2);
	expect([await texts(first), await texts(second)]).toEqual([
		['in the first', 'in the second'],
		['in the first', 'in the second'],
	]);
	expect((await say(as, first, 'in both')).body.conversation_id).toBe(second);
	expect((await merge('DELETE')).status).toBe(204);
	expect([await texts(first), await texts(second)]).toEqual([['in the first'], ['in the second', 'in both']]);
	const stranger = await open(await session());
	expect((await merge('PUT', { into: stranger })).status).toBe(409);
	line.cut();
});

test('whoever writes to a conversation closed long ago begins another one; lately closed, it is open again', async () => {
	const as = await session();
	const id = await open(as);
	await agent.call('PUT', `/api/v1/conversations/${id}/closing`);
	expect((await say(as, id, 'One more thing')).body.conversation_id).toBe(id);
	await agent.call('PUT', `/api/v1/conversations/${id}/closing`);
	const { db } = one.app.database;
	await db
		.updateTable('conversations')
		.set({ closed_at: new Date(0) })
		.where('id', '=', id)
		.execute();
	const again = () =>
		one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'Another', client_id: 'x' }, as });
	const [{ body: next }, { body: same }] = [await again(), await again()];
	expect(next.conversation_id).not.toBe(id);
	expect(same).toEqual(next);
	expect((await one.call('GET', `/api/v1/conversations/${next.conversation_id}`, { as })).body.follows_id).toBe(id);
});

test('somebody else, or somebody erased, hears nothing', async () => {
	const as = await session();
	const id = await open(as);
	const line = await streamOf(one, id, as);
	expect((await streamOf(one, id, await session())).status).toBe(404);
	await until(() => stateOf(line) !== undefined);
	await one.call(
		'DELETE',
		`/api/v1/customers/${(await one.call('GET', `/api/v1/conversations/${id}`)).body.customer_id}`,
	);
	line.cut();
	await line.ended;
	expect((await streamOf(two, id, as)).status).toBe(401);
});
