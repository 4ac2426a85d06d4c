import { afterAll, beforeAll, expect, test } from 'vitest';
import { testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { assignWaiting, takeFromAway } from './index.ts';

let one: TestServer;
let owner: TestMember;
let linh: TestMember;
let tom: TestMember;

beforeAll(async () => {
	one = await testServer();
	owner = await testMember(one, 'owner', 'Oda');
	[linh, tom] = [await testMember(one, 'agent', 'Linh'), await testMember(one, 'agent', 'Tom')];
	await say(owner, owner, { available: false });
});
afterAll(() => one.stop());

const say = (by: TestMember, whom: TestMember, body: object) =>
	by.call('PUT', `/api/v1/inbox/members/${whom.id}`, { body });
const open = async (lang = 'en') => {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token;
	const body = { text: 'It leaks', to: 'person', lang };
	return (await one.call('POST', '/api/v1/conversations', { body, as })).body.id as string;
};
const assignee = async (id: string) => (await one.call('GET', `/api/v1/conversations/${id}`)).body.assignee_id;
const set = (key: string, value: unknown) => one.call('PUT', `/api/v1/settings/${key}`, { body: { value } });
const rule = (value: string) => set('inbox_assignment', value);
const desk = () => ({ ...one.app, db: one.app.database.db });
const closeAll = async () => {
	const { items } = (await one.call('GET', '/api/v1/inbox?limit=100')).body;
	for (const { id } of items) await linh.call('PUT', `/api/v1/conversations/${id}/closing`);
};

test('tags and teams are arranged by the owner and used by all', async () => {
	const body = { name: 'Warranty', colour: '#aa3300' };
	expect((await linh.call('POST', '/api/v1/tags', { body })).status).toBe(403);
	const { id: tag } = (await owner.call('POST', '/api/v1/tags', { body })).body;
	expect((await owner.call('POST', '/api/v1/tags', { body: { ...body, name: 'warranty' } })).status).toBe(409);
	const team = { name: 'Field', member_ids: [tom.id] };
	const { id: team_id } = (await owner.call('POST', '/api/v1/teams', { body: team })).body;
	const id = await open();
	const put = () => linh.call('PUT', `/api/v1/conversations/${id}/tags/${tag}`);
	expect([(await put()).body, (await put()).body]).toEqual([{ changed: true }, { changed: false }]);
	expect((await linh.call('PUT', `/api/v1/conversations/${id}/team`, { body: { team_id } })).body).toEqual({
		before: null,
	});
	expect((await linh.call('GET', `/api/v1/inbox?tag=${tag}&team=${team_id}`)).body.items).toMatchObject([
		{ id, tags: [{ id: tag, ...body }], team: { id: team_id, name: 'Field' } },
	]);
	expect((await owner.call('DELETE', `/api/v1/teams/${team_id}`)).status).toBe(204);
	expect((await owner.call('DELETE', `/api/v1/tags/${tag}`)).status).toBe(204);
	expect((await linh.call('GET', '/api/v1/inbox')).body.items).toMatchObject([{ id, tags: [], team: null }]);
});

test('a view is its maker’s; only who arranges for all shares one', async () => {
	const view = { name: 'Thai', filter: { view: 'waiting', lang: 'th' } };
	const { id } = (await linh.call('POST', '/api/v1/inbox/views', { body: view })).body;
	expect((await linh.call('POST', '/api/v1/inbox/views', { body: view })).status).toBe(409);
	expect((await linh.call('PUT', `/api/v1/inbox/views/${id}`, { body: { ...view, is_shared: true } })).status).toBe(
		403,
	);
	await owner.call('POST', '/api/v1/inbox/views', { body: { ...view, name: 'All Thai', is_shared: true } });
	const names = async (by: TestMember) =>
		(await by.call('GET', '/api/v1/inbox/views')).body.items.map(({ name }: { name: string }) => name);
	expect([await names(linh), await names(tom)]).toEqual([['Thai', 'All Thai'], ['All Thai']]);
	expect((await tom.call('DELETE', `/api/v1/inbox/views/${id}`)).status).toBe(404);
});

test('what waits goes in turns to who is there, has room and speaks the language', async () => {
	await closeAll();
	expect((await rule('round_robin')).status).toBeLessThan(300);
	expect((await say(linh, tom, { available: false })).status).toBe(403);
	await say(tom, tom, { langs: ['th'], capacity: 1 });
	await say(linh, linh, { langs: ['en'], capacity: 2 });
	const thai = [await open('th'), await open('th')];
	const english = [await open(), await open()];
	// At once from several processes, nobody gets more than they can take.
	await Promise.all([1, 2, 3].map(() => assignWaiting(desk())));
	expect(await Promise.all(thai.map(assignee))).toEqual([tom.id, linh.id]);
	expect(await Promise.all(english.map(assignee))).toEqual([linh.id, null]);
	await linh.call('PUT', `/api/v1/conversations/${thai[1]}/closing`);
	await assignWaiting(desk());
	expect(await assignee(english[1] ?? '')).toBe(linh.id);
});

test('whoever has least is next, and by hand nobody is', async () => {
	await closeAll();
	for (const who of [linh, tom]) await say(who, who, { langs: [], capacity: null });
	await rule('by_hand');
	const [first, second, third] = [await open(), await open(), await open()];
	await assignWaiting(desk());
	expect(await assignee(first)).toBeNull();
	for (const id of [first, second])
		await linh.call('PUT', `/api/v1/conversations/${id}/assignee`, { body: { member_id: linh.id } });
	await rule('least_load');
	await assignWaiting(desk());
	expect(await assignee(third)).toBe(tom.id);
});

test('who is away too long loses what somebody waits for', async () => {
	const id = await open();
	await linh.call('PUT', `/api/v1/conversations/${id}/assignee`, { body: { member_id: linh.id } });
	await say(linh, linh, { available: false });
	await rule('by_hand');
	const in20 = { ...one.app, clock: () => new Date(Date.now() + 20 * 60_000) };
	await takeFromAway(in20);
	expect(await assignee(id)).toBe(linh.id);
	await set('inbox_away_minutes', 15);
	await takeFromAway(one.app);
	expect(await assignee(id)).toBe(linh.id);
	await takeFromAway(in20);
	expect(await assignee(id)).toBeNull();
});
