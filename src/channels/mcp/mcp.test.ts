import { ANONYMOUS } from '#core/access.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openServices } from '#journeys/registry.ts';
import { agentAt, type Agent } from '../../../tests/support/agent.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { SERVICES } from '../../parts.ts';
import { RESERVED } from './service-tool.ts';
import { toolsOf } from './tools.ts';
import { done, offers, secret, visit } from './toy.fixture.ts';

let one: TestServer;
/** Another process on the same database. */
let two: TestServer;
let agent: Agent;
let nobody: Agent;
const agents: Agent[] = [];
const EVERYTHING = { town: 'hn', people: 2, slot: offers[4]?.value, remind: false };

beforeAll(async () => {
	one = await testServer();
	two = await testServer({ url: one.url });
	for (const { app } of [one, two]) Object.assign(app, { services: openServices([visit, secret]) });
	const body = {
		lang: 'en',
		title: 'Change the oil',
		body: 'Drain the oil while it is **warm**.',
		status: 'published',
	};
	await one.call('PUT', '/api/v1/articles/by-external-id/oil', { body });
	agent = await come({ token: await session() });
	nobody = await come();
});
beforeEach(() => void done.splice(0));
afterAll(async () => {
	for (const { leave } of agents) await leave();
	await two.stop();
	await one.stop();
});

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
async function come(options: Parameters<typeof agentAt>[1] = {}): Promise<Agent> {
	const arrived = await agentAt(one.origin, options);
	agents.push(arrived);
	return arrived;
}

test('every service is a tool with its questions, none of which has to be answered at once', async () => {
	const { tools } = await nobody.client.listTools();
	const visits = tools.find(({ name }) => name === 'toy_visit');
	expect(tools.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['search', 'ask', 'list_services', 'toy_secret']),
	);
	expect(visits).toMatchObject({ title: 'A visit', description: expect.stringContaining('Somebody comes.') });
	expect(visits?.inputSchema).toMatchObject({
		properties: { town: { title: 'Which town?', enum: ['hn', 'bkk'] }, confirm: { type: 'boolean' } },
		additionalProperties: false,
	});
	expect(visits?.inputSchema.required).toBeUndefined();
	expect((await nobody.use('list_services', { lang: 'th' })).data.items[0]).toMatchObject({
		id: 'toy-visit',
		tool: 'toy_visit',
		title: 'A visit (th)',
	});
});

test('no registered service is hidden by a tool or asks what every tool takes', () => {
	expect(toolsOf({ services: SERVICES }, ANONYMOUS).size).toBe(
		toolsOf({ services: new Map() }, ANONYMOUS).size + SERVICES.size,
	);
	for (const { id, steps } of SERVICES.values())
		for (const step of steps) expect(RESERVED, id).not.toContain(step.kind === 'ask' && step.name);
});

test('what is missing is asked for, what will not do is told, and nothing happens before it is confirmed, and then once', async () => {
	const begun = await agent.use('toy_visit', { town: 'Hanoi', people: 9 });
	expect(begun.text).toContain('Known: town: Hanoi');
	expect(begun.data).toMatchObject({ state: 'open', ask: { name: 'people', fault: { code: 'out_of_range' } } });
	const journey_id: string = begun.data.id;
	const times = await agent.use('toy_visit', { journey_id, people: '2' });
	// A few of each day, and a wish for the rest.
	expect(times.data.ask.shape.offers).toHaveLength(12);
	expect(times.data.more).toBe(18);
	expect(times.text).toContain('and 18 more');
	expect((await agent.use('toy_visit', { journey_id, slot: offers[29]?.value })).data.ask.name).toBe('remind');
	const receipt = await agent.use('toy_visit', { journey_id, remind: 'no' });
	expect(receipt.text).toContain('nothing has been done yet');
	expect(receipt.data.review.lines[0]).toMatchObject({ label: 'Which town?', value: 'Hanoi' });
	expect(done).toEqual([]);
	const confirm = () => agent.use('toy_visit', { journey_id, confirm: true });
	const both = await Promise.all([confirm(), confirm()]);
	expect(both.map(({ data }) => [data.state, data.result.reference])).toEqual([
		['done', 'V-1'],
		['done', 'V-1'],
	]);
	expect(done).toHaveLength(1);
	expect((await agent.use('undo_journey', { journey_id })).data.state).toBe('undone');
	expect((await agent.use('get_journey', { journey_id })).text).toContain('It has been undone.');
	expect(done).toEqual([]);
});

test('all at once is done at once; confirmed too early, it is asked for what is missing', async () => {
	expect((await agent.use('toy_visit', { town: 'hn', confirm: true })).data).toMatchObject({
		state: 'open',
		ask: { name: 'people' },
	});
	expect((await agent.use('toy_visit', { ...EVERYTHING, confirm: true })).text).toContain('See you in hn');
	expect(done).toHaveLength(1);
});

test('arguments that are none are told, not thrown', async () => {
	const wrong = [
		await agent.use('toy_visit', { colour: 'red' }),
		await agent.use('toy_visit', { journey_id: 'x' }),
		await agent.use('search', { query: 7 }),
		await agent.use('nothing'),
		await agent.use('toy_secret', { journey_id: (await agent.use('toy_visit')).data.id }),
	];
	expect(wrong.map(({ failed, text }) => [failed, text.split('\n')[0]])).toEqual([
		[true, expect.stringContaining('colour: no question of this service. There are: town, people')],
		[true, expect.stringContaining('invalid_input')],
		[true, expect.stringContaining('invalid_input')],
		[true, expect.stringContaining('There is no tool nothing')],
		[true, expect.stringContaining('one of toy_visit')],
	]);
});

test('anybody searches, asks and reads; who wants something done is told how to begin', async () => {
	const found = await nobody.use('search', { query: 'oil' });
	expect(found.data.results[0]).toMatchObject({ external_id: 'oil', url: `${one.origin}/en/articles/change-the-oil` });
	expect(found.links).toEqual(['saunders://articles/oil']);
	const { contents } = await nobody.client.readResource({ uri: found.links[0] ?? '' });
	expect(contents[0]).toMatchObject({ text: '# Change the oil\n\nDrain the oil while it is **warm**.\n' });
	expect((await nobody.use('read_article', { external_id: 'oil' })).text).toContain('**warm**');
	expect((await nobody.use('read_article', { external_id: 'water' })).text).toContain('not_found');
	await expect(nobody.client.readResource({ uri: 'saunders://articles/water' })).rejects.toMatchObject({
		code: -32002,
	});
	expect((await nobody.use('ask', { question: 'How do I change the oil?' })).data).toMatchObject({
		answer: { citations: [{ external_id: 'oil' }] },
	});
	for (const tool of ['toy_visit', 'talk_to_a_person'])
		expect(await nobody.use(tool, tool === 'toy_visit' ? {} : { text: 'Help' })).toMatchObject({
			failed: true,
			text: expect.stringContaining('/api/v1/sessions'),
		});
});

test('somebody else’s journey or conversation is none, and a code goes on with it', async () => {
	const { data } = await agent.use('toy_visit', { town: 'hn' });
	const talk = await agent.use('talk_to_a_person', { text: 'It leaks' });
	const other = await come({ token: await session() });
	const tried = [
		await other.use('get_journey', { journey_id: data.id }),
		await other.use('toy_visit', { journey_id: data.id, town: 'bkk' }),
		await other.use('undo_journey', { journey_id: data.id }),
		await other.use('stop_journey', { journey_id: data.id }),
		await other.use('talk_to_a_person', { text: 'Me too', journey_id: data.id }),
		await other.use('talk_to_a_person', { text: 'Me too', conversation_id: talk.data.conversation_id }),
		await other.use('read_conversation', { conversation_id: talk.data.conversation_id }),
		await other.use('go_on', { code: 'AAAAA-AAAAA' }),
	];
	expect(tried.map(({ failed, text }) => failed && text.includes('not_found'))).toEqual(tried.map(() => true));
	expect((await nobody.use('get_journey', { journey_id: data.id })).failed).toBe(true);
	expect((await agent.use('get_journey', { journey_id: data.id })).data.answers).toMatchObject([{ raw: 'hn' }]);
	expect((await other.use('go_on', { code: data.code })).data).toMatchObject({ id: data.id, ask: { name: 'people' } });
});

test('a person takes over with what was done, is written to again, and is read', async () => {
	const { data: begun } = await agent.use('toy_visit', { town: 'hn' });
	const { data } = await agent.use('talk_to_a_person', {
		text: 'None of these days',
		journey_id: begun.id,
		email: 'ann@example.com',
	});
	expect((await agent.use('toy_visit', { journey_id: begun.id, people: 1 })).text).toContain(
		'A person of the team has it now',
	);
	const conversation_id: string = data.conversation_id;
	await agent.use('talk_to_a_person', { text: 'Are you there?', conversation_id });
	await one.call('POST', `/api/v1/conversations/${conversation_id}/messages`, { body: { text: 'Here I am' } });
	const { data: read } = await agent.use('read_conversation', { conversation_id });
	expect(read.messages.map(({ text }: { text: string }) => text)).toEqual([
		'None of these days',
		'Are you there?',
		'Here I am',
	]);
	expect((await one.call('GET', `/api/v1/conversations/${conversation_id}`)).body).toMatchObject({
		links: [{ type: 'journey', ref: begun.id }],
		handoff: { state: 'taken' },
	});
});

test('for what needs to know the customer it says so and where they sign in', async () => {
	const { text, data } = await agent.use('toy_secret');
	expect(data).toMatchObject({ needs: 'verified' });
	expect(text).toContain(`${one.origin}/en/sign-in?next=%2Fen%2Fgo-on%3Fcode%3D${data.code}`);
});

test('two processes serve one agent by turns', async () => {
	let turn = 0;
	const byTurns: typeof fetch = (url, init) => {
		turn += 1;
		return fetch(String(url).replace(one.origin, turn % 2 ? one.origin : two.origin), init);
	};
	const token = await session();
	const asked: string[] = [];
	const answers: Record<string, string | number | boolean> = {
		...EVERYTHING,
		slot: offers[0]?.value ?? '',
		confirm: true,
	};
	const roaming = await come({
		token,
		fetch: byTurns,
		asked: ({ requestedSchema: { properties } }) => {
			const name = Object.keys(properties)[0] ?? '';
			asked.push(name);
			const given = answers[name] ?? '';
			return { action: 'accept', content: { [name]: typeof given === 'number' ? String(given) : given } };
		},
	});
	const { data } = await roaming.use('toy_visit', { town: 'hn' });
	expect(asked).toEqual(['people', 'slot', 'remind', 'confirm']);
	expect(data).toMatchObject({ state: 'done', result: { reference: 'V-1' } });
	expect((await roaming.use('get_journey', { journey_id: data.id })).data.state).toBe('done');
	expect(done).toHaveLength(1);
});

test('whoever does not want to answer, or does not agree, keeps what there is', async () => {
	const replies: ElicitReply[] = [
		{ action: 'accept', content: { people: 'many' } },
		{ action: 'accept', content: { people: '1' } },
		{ action: 'cancel' },
	];
	const seen: string[] = [];
	const asking = await come({
		token: await session(),
		asked: ({ message }) => {
			seen.push(message);
			return replies.shift() ?? { action: 'decline' };
		},
	});
	const cancelled = await asking.use('toy_visit', { town: 'hn' });
	expect(seen[1]).toContain('Please say a number.');
	expect(cancelled.text).toContain('The customer closed the form.');
	expect(cancelled.data).toMatchObject({ state: 'open', ask: { name: 'slot' } });
	const journey_id: string = cancelled.data.id;
	expect((await asking.use('toy_visit', { journey_id })).text).toContain('did not want to answer in the form');
	replies.push({ action: 'accept', content: { in_words: offers[20]?.value ?? '' } });
	replies.push({ action: 'accept', content: { remind: false } });
	replies.push({ action: 'accept', content: { confirm: false } });
	const refused = await asking.use('toy_visit', { journey_id });
	expect(refused.text).toContain('does not want it done like this');
	expect(refused.data.review).toBeTruthy();
	expect(done).toEqual([]);
});
type ElicitReply = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string | boolean> };

test('whoever leaves while they are asked keeps what there is, and goes on later', async () => {
	const token = await session();
	let shown = () => {};
	const isShown = new Promise<void>((resolve) => void (shown = resolve));
	const leaving = await come({
		token,
		asked: () => {
			shown();
			return new Promise(() => {});
		},
	});
	const waiting = leaving.use('toy_visit', { town: 'bkk' }).catch(() => 'left');
	await isShown;
	await leaving.leave();
	expect(await waiting).toBe('left');
	const [journey] = (await one.call('GET', '/api/v1/journeys', { as: token })).body.items;
	const later = await come({ token });
	const { data } = await later.use('toy_visit', { journey_id: journey.id, people: 1 });
	expect(data).toMatchObject({ answers: [{ raw: 'bkk' }, { raw: 1 }], ask: { name: 'slot' } });
});
