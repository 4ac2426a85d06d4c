import { afterAll, beforeAll, expect, test } from 'vitest';
import { testMember, type TestMember } from '../../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { readWordsJob } from '#modules/conversations/index.ts';

let one: TestServer;
let agent: TestMember;

beforeAll(async () => {
	one = await testServer();
	agent = await testMember(one, 'agent', 'Linh');
});
afterAll(() => one.stop());

const session = async () =>
	(await one.call('POST', '/api/v1/sessions', { body: {} })).body as { token: string; customer_id: string };
const open = async (text: string, more: object = {}, as?: string) => {
	const body = { text, to: 'person', ...more };
	return (await one.call('POST', '/api/v1/conversations', { body, as: as ?? (await session()).token })).body
		.id as string;
};
const say = async (id: string, text: string, more: object = {}) =>
	(await one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text, ...more } })).body.id as string;
type Item = { id: string; found: { id: string; kind: string; excerpt: string; marks: [number, number][] } | null };
const search = async (q: string, more: Record<string, string> = {}) =>
	(await one.call('GET', `/api/v1/inbox/search?${new URLSearchParams({ q, ...more }).toString()}`)).body as {
		items: Item[];
		next_cursor: string | null;
	};
const idsOf = async (q: string, more?: Record<string, string>) => (await search(q, more)).items.map(({ id }) => id);
const marked = ({ found }: Item) => found?.marks.map(([from, to]) => found.excerpt.slice(from, to));

test.each([
	['en', 'The dryer trips its fuse every morning', ['dryer', 'tri', 'fuse morning', 'FUSES']],
	['vi', 'Máy sấy bị rò dầu ở van xả', ['máy sấy', 'may say', 'ro dau', 'van xả']],
	['th', 'เครื่องอัดอากาศมีเสียงดังมาก', ['เครื่อง', 'อากาศ', 'เสียงดัง']],
	['zh-Hans', '空气干燥器每天早上跳闸', ['干燥', '跳闸', '早', '乾燥器']],
	['zh-Hant', '冷卻風扇不會轉動', ['風扇', '风扇', '轉動']],
] as const)(
	'what was said in %s is found by its words, beginnings and other spellings',
	async (lang, text, queries) => {
		const id = await open(text, { lang });
		for (const q of queries) expect(await idsOf(q), q).toEqual([id]);
		expect(await idsOf(queries[0], { lang })).toEqual([id]);
		expect(await idsOf(queries[0], { lang: lang === 'en' ? 'vi' : 'en' })).toEqual([]);
	},
);

test('a conversation stands once, where it was said last, with the words marked', async () => {
	const first = await open('The gasket leaks');
	const second = await open('A new gasket please');
	await say(first, 'We will send you another gasket for the cooler on Monday');
	const { items } = await search('gasket');
	expect(items.map(({ id }) => id)).toEqual([first, second]);
	expect(items[0]?.found?.excerpt).toBe('We will send you another gasket for the cooler on Monday');
	expect(marked(items[0] as Item)).toEqual(['gasket']);
});

test('pages hold each conversation once', async () => {
	const ids: string[] = [];
	for (let i = 0; i < 5; i++) ids.unshift(await open(`Number ${i} asks about pulleys`));
	await say(ids[4] as string, 'The pulleys are in stock');
	const wanted = [ids[4], ...ids.slice(0, 4)];
	const seen: string[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const page = await search('pulleys', { limit: '2', ...(cursor && { cursor }) });
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.next_cursor;
	}
	expect(seen).toEqual(wanted);
});

test('notes, codes as they are typed and names of files are found', async () => {
	const id = await open('My machine KX-48213 stands still');
	await say(id, 'Ask Somchai about the inverter', { note: true });
	const upload = await one.call('POST', `/api/v1/conversations/${id}/files?name=nameplate-photo.txt`, {
		raw: 'bytes',
		headers: { 'content-type': 'text/plain' },
	});
	await say(id, '', { attachments: [upload.body.id] });
	for (const q of ['KX-4', 'kx48213', 'KX-48213', '48213']) expect(await idsOf(q), q).toEqual([id]);
	expect((await search('inverter')).items[0]?.found).toMatchObject({ kind: 'note' });
	expect((await search('nameplate')).items[0]?.found?.excerpt).toBe('nameplate-photo.txt');
});

test('what is edited is found by its new words, what is withdrawn by none', async () => {
	const { token } = await session();
	const id = await open('Hello', {}, token);
	const message = (
		await one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'the carburettor' }, as: token })
	).body.id;
	const path = `/api/v1/conversations/${id}/messages/${message}`;
	expect(await idsOf('carburettor')).toEqual([id]);
	await one.call('PATCH', path, { body: { text: 'the manometer' }, as: token });
	expect([await idsOf('carburettor'), await idsOf('manometer')]).toEqual([[], [id]]);
	await one.call('DELETE', path, { as: token });
	expect(await idsOf('manometer')).toEqual([]);
});

test('people are found by name and address, a conversation by its reference, and what was merged where it went', async () => {
	const who = await session();
	const id = await open('It hums', { email: 'quentin@example.com' }, who.token);
	await one.app.database.db
		.updateTable('customers')
		.set({ name: 'Quentin Zeller' })
		.where('id', '=', who.customer_id)
		.execute();
	for (const q of ['quentin@exa', 'zell', 'Quentin Zeller', id.slice(-8).toUpperCase()])
		expect((await search(q)).items, q).toMatchObject([{ id, found: null }]);
	const other = await open('It whistles too', {}, who.token);
	await one.call('PUT', `/api/v1/conversations/${other}/merge`, { body: { into: id } });
	expect(await idsOf('whistles')).toEqual([id]);
});

test('filters hold, and nobody but the team searches', async () => {
	const id = await open('About the solenoid');
	const closed = await open('Another solenoid');
	await one.call('PUT', `/api/v1/conversations/${closed}/closing`);
	await one.call('PUT', `/api/v1/conversations/${id}/assignee`, { body: { member_id: agent.id } });
	expect(await idsOf('solenoid', { view: 'closed' })).toEqual([closed]);
	expect(await idsOf('solenoid', { assignee: agent.id })).toEqual([id]);
	expect(await idsOf('solenoid', { assignee: 'none' })).toEqual([closed]);
	expect(await idsOf('solenoid', { channel: 'email' })).toEqual([]);
	const { token } = await session();
	for (const as of [token, null])
		expect((await one.call('GET', '/api/v1/inbox/search?q=solenoid', { as })).status).toBe(401);
});

test('what was said before words were read is read by a job, what is gone is found no more', async () => {
	const { db } = one.app.database;
	const { token, customer_id } = await session();
	const id = await open('The flywheel rattles', {}, token);
	await db.updateTable('messages').set({ words: null }).where('conversation_id', '=', id).execute();
	expect(await idsOf('flywheel')).toEqual([]);
	await readWordsJob({ db, transact: one.app.transact }).handle({});
	expect(await idsOf('flywheel')).toEqual([id]);
	await one.call('DELETE', `/api/v1/customers/${customer_id}`);
	expect(await idsOf('flywheel')).toEqual([]);
});
