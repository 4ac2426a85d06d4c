import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { clock, openTab, storage, written } from '../../../../tests/support/tabs.ts';
import { until } from '../../../../tests/support/until.ts';
import { docOf, newArticle } from '../../../../tests/support/writing.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const BASE = docOf({ a: 'One.', b: 'Two.', c: 'Three.' });
const article = () => newArticle(one, { title: 'Title', body: BASE });
const titleOf = async (of: Awaited<ReturnType<typeof article>>) => (await of.read()).text.title;

test('what is written is saved a second after the last change, and at the latest after five', async () => {
	const of = await article();
	const { autosave, tick, states, is, line } = await openTab(one, of);
	autosave.change(written({ title: 'A' }));
	tick(900);
	autosave.change(written({ title: 'AB' }));
	tick(900);
	expect([states, line.sent]).toEqual([['dirty', 'dirty'], 0]);
	tick(100);
	await is('saved');
	expect([await titleOf(of), line.sent]).toEqual(['AB', 1]);
	for (let i = 0; i < 10; i++) {
		autosave.change(written({ title: `Without a pause ${i}` }));
		tick(500);
	}
	await is('saved');
	expect(await titleOf(of)).toBe('Without a pause 9');
	tick(60_000);
	expect(line.sent).toBe(2);
});

test('what is written while a save is on its way follows, one request at a time', async () => {
	const of = await article();
	const { autosave, tick, is, line } = await openTab(one, of);
	autosave.change(written({ title: 'First' }));
	tick(1_000);
	autosave.change(written({ title: 'Second' }));
	tick(1_000);
	expect(line.sent).toBe(1);
	await is('dirty');
	tick(1_000);
	await is('saved');
	expect([await titleOf(of), line.sent]).toEqual(['Second', 2]);
});

test('without a connection the text stays in the browser and is tried again ever more slowly', async () => {
	const of = await article();
	const { autosave, tick, is, line, store, now } = await openTab(one, of);
	line.isDown = true;
	autosave.change(written({ title: 'Offline' }));
	tick(1_000);
	for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
		await until(() => autosave.state().is === 'offline');
		expect(autosave.state()).toEqual({ is: 'offline', at: now() + wait });
		tick(wait);
		await until(() => autosave.state().is !== 'saving');
	}
	expect(store.length).toBe(1);
	line.isDown = false;
	await autosave.goOn();
	await is('saved');
	expect([await titleOf(of), store.length]).toEqual(['Offline', 0]);
});

test('a save whose reply was lost is repeated without harm', async () => {
	const of = await article();
	const { autosave, line, tick, is } = await openTab(one, of);
	line.loseReply = true;
	autosave.change(written({ title: 'Once' }));
	tick(1_000);
	await is('offline');
	line.loseReply = false;
	tick(1_000);
	await is('saved');
	expect(await titleOf(of)).toBe('Once');
	autosave.change(written({ title: 'Twice' }));
	tick(1_000);
	await is('saved');
});

test('whose session ended loses nothing and goes on after signing in', async () => {
	const of = await article();
	const { autosave, line, tick, is, store } = await openTab(one, of);
	line.token = 'sk_no_longer_known';
	autosave.change(written({ title: 'Signed out' }));
	tick(1_000);
	await is('signed-out');
	autosave.change(written({ title: 'Signed out, and still writing' }));
	tick(60_000);
	expect([line.sent, store.length]).toEqual([1, 1]);
	line.token = one.key;
	await autosave.goOn();
	await is('saved');
	expect(await titleOf(of)).toBe('Signed out, and still writing');
});

test('a text that the server does not take is not sent over and over', async () => {
	const of = await article();
	const { autosave, tick, is, line } = await openTab(one, of);
	autosave.change(written({ title: 'x'.repeat(301) }));
	tick(1_000);
	await is('refused');
	expect(autosave.state()).toEqual({ is: 'refused', code: 'invalid_input' });
	tick(60_000);
	expect(line.sent).toBe(1);
	autosave.change(written({ title: 'Shorter' }));
	tick(1_000);
	await is('saved');
});

test('whoever leaves is told when their writing has no room in the browser', async () => {
	const of = await article();
	const small = await openTab(one, of, { store: storage(10) });
	expect(small.autosave.leave()).toBe(true);
	small.line.isDown = true;
	small.autosave.change(written({ title: 'No room' }));
	expect(small.autosave.leave()).toBe(false);
	const large = await openTab(one, of);
	large.autosave.change(written({ title: 'Sent on leaving' }));
	expect(large.autosave.leave()).toBe(true);
	await large.is('saved');
	expect(await titleOf(of)).toBe('Sent on leaving');
});

test('what is too long to be sent while a page goes away stays in the browser', async () => {
	const of = await article();
	const { autosave, line, store } = await openTab(one, of);
	autosave.change(written({ body: docOf({ a: 'น้ำมัน'.repeat(4_000) }) }));
	expect([autosave.leave(), line.tried, store.length]).toEqual([true, 0, 1]);
});

test('a closed editor tries nothing again', async () => {
	const of = await article();
	const { autosave, line, tick, is, store } = await openTab(one, of);
	line.isDown = true;
	autosave.change(written({ title: 'Kept' }));
	autosave.close();
	await is('offline');
	tick(60_000);
	expect([line.tried, store.length, autosave.state().is]).toEqual([1, 1, 'offline']);
});

test('an editor that closes does not take away what the next one of its tab keeps', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	const first = await openTab(one, of, { store, time });
	const next = await openTab(one, of, { store, time });
	first.autosave.change(written({ title: 'First' }));
	first.autosave.close();
	next.line.isDown = true;
	next.autosave.change(written({ title: 'Next' }));
	time.tick(400);
	await first.is('saved');
	expect(store.getItem(store.key(0) ?? '')).toContain('Next');
});
