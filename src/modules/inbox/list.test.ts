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
	[linh, tom] = [await testMember(one, 'agent', 'Linh'), await testMember(one, 'agent', 'Tom')];
});
afterAll(() => one.stop());

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
const open = async (body: object = {}, as?: string) =>
	(
		await one.call('POST', '/api/v1/conversations', {
			body: { text: 'It  leaks', to: 'person', lang: 'en', ...body },
			as: as ?? (await session()),
		})
	).body.id as string;
const answer = (id: string, body: object, by = linh) =>
	by.call('POST', `/api/v1/conversations/${id}/messages`, { body });
const page = async (query = '', by = linh) => (await by.call('GET', `/api/v1/inbox${query}`)).body;
const ids = async (query = '', by = linh) =>
	(await page(query, by)).items.map(({ id }: { id: string }) => id) as string[];
const counts = async (by = linh) => (await by.call('GET', '/api/v1/inbox/counts')).body;

test('the team sees who waits for it, who looks after it and what was said last', async () => {
	const as = await session();
	const id = await open({ email: 'ann@example.com' }, as);
	const [item] = (await page('?view=unassigned')).items;
	expect(item).toMatchObject({
		id,
		status: 'open',
		holder: 'team',
		lang: 'en',
		waiting_since: expect.any(String),
		customer: { email: 'ann@example.com', assurance: 'claimed' },
		assignee: null,
		team: null,
		last: { author: 'customer', kind: 'message', excerpt: 'It leaks' },
		unread: true,
		tags: [],
		handoff: { state: 'waiting', reason: 'form' },
		promise: { kind: 'first_response', state: 'running', due_at: expect.any(String) },
	});
	await answer(id, { text: 'On my way' });
	await linh.call('PUT', `/api/v1/conversations/${id}/read`, {
		body: { read: (await one.call('GET', `/api/v1/conversations/${id}`)).body.messages.at(-1).id },
	});
	expect((await page('?view=mine')).items).toMatchObject([
		{
			id,
			assignee: { id: linh.id, name: 'Linh' },
			last: { author: 'agent', excerpt: 'On my way' },
			unread: false,
			waiting_since: null,
		},
	]);
	expect(await ids('?view=mine', tom)).toEqual([]);
	expect((await one.call('GET', '/api/v1/inbox', { as })).status).toBe(401);
});

test('each view shows its own and counts as many', async () => {
	const [waiting, snoozed, closed, noted] = [await open(), await open({ lang: 'th' }), await open(), await open()];
	const alone = await open({ to: 'assistant', text: 'Hello' });
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
	await linh.call('PUT', `/api/v1/conversations/${snoozed}/snooze`, { body: { until: tomorrow } });
	await linh.call('PUT', `/api/v1/conversations/${closed}/closing`);
	await answer(noted, { text: 'Look', note: true, mentions: [tom.id] });
	const now = await counts(tom);
	const { colleague_questions: _, for_me, ...views } = now;
	for (const [view, count] of Object.entries(views)) expect((await ids(`?view=${view}`, tom)).length, view).toBe(count);
	await linh.call('PUT', `/api/v1/conversations/${waiting}/assignee`, { body: { member_id: linh.id } });
	expect((await counts(tom)).for_me).toBe(for_me - 1);
	expect((await counts(linh)).for_me).toBe(for_me);
	expect(await ids('?view=snoozed')).toEqual([snoozed]);
	expect(await ids('?view=snoozed&lang=vi')).toEqual([]);
	expect(await ids('?view=closed')).toEqual([closed]);
	expect(await ids('?view=mentions', tom)).toEqual([noted]);
	expect(await ids('?view=assistant')).toEqual([alone]);
	expect(await ids('?view=waiting')).toContain(waiting);
	expect(await ids()).not.toContain(alone);
	expect(await ids('?view=all')).toContain(alone);
	expect((await linh.call('GET', '/api/v1/inbox?view=nothing')).status).toBe(422);
});

test('what is nearly due is breaching, and still is when the promise is broken', async () => {
	const id = await open();
	const due = (minutes: number, set: object = {}) =>
		one.app.database.db
			.updateTable('promises')
			.set({ due_at: new Date(Date.now() + minutes * 60_000), ...set })
			.where('subject_id', '=', id)
			.where('kind', '=', 'first_response')
			.execute();
	await due(45);
	expect(await ids('?view=breaching')).not.toContain(id);
	await due(20);
	expect((await ids('?sort=due_first'))[0]).toBe(id);
	expect(await ids('?view=breaching')).toContain(id);
	await due(-5, { state: 'broken' });
	expect((await page('?view=breaching')).items).toContainEqual(
		expect.objectContaining({ id, promise: expect.objectContaining({ state: 'broken' }) }),
	);
});

test.each(['newest', 'waiting_longest', 'due_first'])(
	'every page of a list by %s follows the one before',
	async (sort) => {
		const whole = await ids(`?view=all&sort=${sort}`);
		const paged: string[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const { items, next_cursor } = await page(`?view=all&sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
			paged.push(...items.map(({ id }: { id: string }) => id));
			cursor = next_cursor;
		}
		expect(whole.length).toBeGreaterThan(5);
		expect(paged).toEqual(whole);
	},
);

test('an open console hears what changed, how many wait, and that it was named', async () => {
	const line = await listenTo(`${one.origin}/api/v1/inbox/stream`, { as: one.key });
	const toms = await fetch(`${one.origin}/api/v1/inbox/stream`, {
		headers: { cookie: tom.cookie, 'x-saunders-console': '1' },
	});
	const heard = toms.body?.pipeThrough(new TextDecoderStream()).getReader();
	await until(() => line.heard.some(({ event }) => event === 'counts'));
	const before = line.heard.find(({ event }) => event === 'counts')?.data.unassigned;
	const id = await open();
	await until(() => line.heard.some(({ event, data }) => event === 'hint' && data.conversation_id === id));
	await until(() => line.heard.some(({ event, data }) => event === 'counts' && data.unassigned === before + 1));
	await answer(id, { text: 'Tom?', note: true, mentions: [tom.id] });
	let text = '';
	await until(async () => (text += (await heard?.read())?.value ?? '').includes('event: mention'));
	expect(text).toContain(id);
	await heard?.cancel();
	line.cut();
});
