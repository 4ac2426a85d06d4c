import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTime } from '#app';
import { testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { forgetActs } from './acts/forget-acts.ts';

let one: TestServer;
let owner: TestMember;
let linh: TestMember;
let tom: TestMember;
let tag: string;

beforeAll(async () => {
	one = await testServer();
	owner = await testMember(one, 'owner', 'Oda');
	[linh, tom] = [await testMember(one, 'agent', 'Linh'), await testMember(one, 'agent', 'Tom')];
	tag = (await owner.call('POST', '/api/v1/tags', { body: { name: 'Warranty', colour: '#aa3300' } })).body.id;
});
afterAll(() => one.stop());

const open = async (lang = 'en') => {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token;
	const body = { text: 'It leaks', to: 'person', lang };
	return (await one.call('POST', '/api/v1/conversations', { body, as })).body.id as string;
};
const item = async (id: string) =>
	(await linh.call('GET', '/api/v1/inbox?view=all&limit=100')).body.items.find((row: { id: string }) => row.id === id);
const act = (body: object) => linh.call('POST', '/api/v1/inbox/acts', { body });
const GONE = '00000000-0000-7000-8000-000000000000';

test('one thing is done to many, who cannot be changed is named, and it is undone once', async () => {
	const [first, second] = [await open(), await open()];
	await linh.call('PUT', `/api/v1/conversations/${second}/tags/${tag}`);
	const { body } = await act({ kind: 'tag', tag_id: tag, conversation_ids: [first, second, GONE] });
	expect(body.results).toEqual([
		{ conversation_id: first, result: 'done' },
		{ conversation_id: second, result: 'unchanged' },
		{ conversation_id: GONE, result: 'not_found' },
	]);
	const undo = (by: TestMember) => by.call('DELETE', `/api/v1/inbox/acts/${body.id}`);
	expect((await undo(tom)).status).toBe(404);
	expect((await undo(linh)).body.results).toEqual([{ conversation_id: first, result: 'done', not_undone: [] }]);
	expect((await undo(linh)).status).toBe(409);
	expect([(await item(first)).tags.length, (await item(second)).tags.length]).toEqual([0, 1]);
	expect((await act({ kind: 'tag', tag_id: tag, conversation_ids: [second] })).body.id).toBeNull();
});

test('closed and put off come back; what somebody changed since stays', async () => {
	const [first, second] = [await open(), await open()];
	const close = (await act({ kind: 'close', conversation_ids: [first, second] })).body;
	expect((await item(first)).status).toBe('closed');
	await tom.call('DELETE', `/api/v1/conversations/${second}/closing`);
	expect((await linh.call('DELETE', `/api/v1/inbox/acts/${close.id}`)).body.results).toEqual([
		{ conversation_id: first, result: 'done', not_undone: [] },
		{ conversation_id: second, result: 'done', not_undone: ['status', 'holder'] },
	]);
	expect(await item(first)).toMatchObject({
		status: 'open',
		holder: 'team',
		waiting_since: expect.any(String),
		handoff: { state: 'waiting' },
	});
	const until = new Date(Date.now() + 3_600_000).toISOString();
	const off = (await act({ kind: 'snooze', until, conversation_ids: [first] })).body;
	expect((await item(first)).snoozed_until).toBe(until);
	await linh.call('DELETE', `/api/v1/inbox/acts/${off.id}`);
	expect((await item(first)).snoozed_until).toBeNull();
});

test('a canned reply is said in the customer’s language, with what is known and without what is not', async () => {
	const body = {
		title: 'Hours',
		shortcut: 'hours',
		bodies: { en: 'Hello {customer.name}, {agent.name} here ({conversation.reference}). {nothing}', vi: 'Xin chào' },
	};
	const { id } = (await linh.call('POST', '/api/v1/canned-replies', { body })).body;
	expect((await linh.call('POST', '/api/v1/canned-replies', { body })).status).toBe(409);
	expect((await linh.call('POST', '/api/v1/canned-replies', { body: { ...body, is_shared: true } })).status).toBe(403);
	expect((await owner.call('POST', '/api/v1/canned-replies', { body: { ...body, is_shared: true } })).status).toBe(201);
	const render = async (conversation_id: string, by = linh) =>
		by.call('POST', `/api/v1/canned-replies/${id}/rendering`, { body: { conversation_id } });
	const [english, vietnamese, thai] = [await open(), await open('vi'), await open('th')];
	const text = `Hello, Linh here (${english.slice(-8).toUpperCase()}). {nothing}`;
	expect((await render(english)).body).toEqual({ text, lang: 'en' });
	expect((await render(vietnamese)).body.text).toBe('Xin chào');
	expect((await render(thai)).body.text).toMatch(/^Hello/);
	expect((await render(english, tom)).status).toBe(404);
	const found = (await linh.call('GET', '/api/v1/canned-replies?q=/HOURS&lang=vi')).body.items;
	expect(found).toHaveLength(2);
	expect(found[0]).toMatchObject({ shortcut: 'hours', text: 'Xin chào' });
});

test('a macro does all its steps or none, and undoing brings back all but what was said', async () => {
	const steps = [
		{ kind: 'reply', text: 'Send us the serial number, {customer.name}' },
		{ kind: 'tag', tag_id: tag },
		{ kind: 'assign', member_id: 'me' },
		{ kind: 'link', type: 'order', ref: '7', label: 'Order 7' },
		{ kind: 'snooze', minutes: 60 },
	];
	const make = async (all: object[]) =>
		(await linh.call('POST', '/api/v1/macros', { body: { title: 'Serial', steps: all } })).body.id as string;
	const run = async (id: string, ids: string[]) =>
		(await linh.call('POST', `/api/v1/macros/${id}/runs`, { body: { conversation_ids: ids } })).body;
	const id = await open();
	const broken = await make([
		{ kind: 'tag', tag_id: tag },
		{ kind: 'team', team_id: GONE },
	]);
	expect(await run(broken, [id])).toEqual({ id: null, results: [{ conversation_id: id, result: 'not_found' }] });
	expect((await item(id)).tags).toEqual([]);
	const ran = await run(await make(steps), [id]);
	expect(await item(id)).toMatchObject({
		tags: [{ id: tag }],
		assignee: { id: linh.id },
		snoozed_until: expect.any(String),
		last: { author: 'agent', excerpt: 'Send us the serial number,' },
	});
	expect((await linh.call('DELETE', `/api/v1/macros/runs/${ran.id}`)).body.results).toEqual([
		{ conversation_id: id, result: 'done', not_undone: ['said'] },
	]);
	expect(await item(id)).toMatchObject({ tags: [], assignee: null, snoozed_until: null });
	expect((await one.call('GET', `/api/v1/conversations/${id}`)).body.links).toEqual([]);
});

test('what went back to the assistant comes back, to whoever had it and with who waits', async () => {
	const [mine, nobodys] = [await open(), await open()];
	await linh.call('POST', `/api/v1/conversations/${mine}/messages`, { body: { text: 'Which pump?' } });
	const path = `/api/v1/conversations/${mine}/return`;
	await linh.call('POST', path);
	expect(await item(mine)).toMatchObject({ holder: 'assistant', assignee: null });
	expect((await linh.call('DELETE', path)).status).toBe(204);
	const back = { holder: 'team', assignee: { id: linh.id }, waiting_since: null, handoff: { state: 'taken' } };
	expect(await item(mine)).toMatchObject(back);
	// Whoever has it keeps it.
	expect((await tom.call('DELETE', path)).status).toBe(204);
	expect(await item(mine)).toMatchObject(back);
	const { waiting_since } = await item(nobodys);
	const macro = { title: 'Back', steps: [{ kind: 'return', note: '' }] };
	const { id } = (await linh.call('POST', '/api/v1/macros', { body: macro })).body;
	const ids = { conversation_ids: [mine, nobodys] };
	const ran = (await linh.call('POST', `/api/v1/macros/${id}/runs`, { body: ids })).body;
	expect((await item(nobodys)).holder).toBe('assistant');
	expect((await linh.call('DELETE', `/api/v1/macros/runs/${ran.id}`)).body.results).toEqual(
		[mine, nobodys].map((conversation_id) => ({ conversation_id, result: 'done', not_undone: [] })),
	);
	expect(await item(mine)).toMatchObject(back);
	expect(await item(nobodys)).toMatchObject({
		holder: 'team',
		assignee: null,
		handoff: { state: 'waiting' },
		promise: { kind: 'first_response', state: 'running' },
	});
	// As long as before, to the millisecond in which the one and the other were written.
	expect((await item(nobodys)).waiting_since <= waiting_since).toBe(true);
});

test('what was done a month ago is not undone any more', async () => {
	const { body } = await act({ kind: 'close', conversation_ids: [await open()] });
	const later = new Date(Date.now() + 31 * 86_400_000);
	await forgetActs(atTime(one.app, () => later).transact);
	expect((await linh.call('DELETE', `/api/v1/inbox/acts/${body.id}`)).status).toBe(404);
});
