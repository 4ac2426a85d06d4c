import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { until } from '../../../../tests/support/until.ts';
import { docOf, newArticle } from '../../../../tests/support/writing.ts';
import { openAutosave, type SaveState } from './autosave.ts';
import { keptTexts } from './kept-texts.ts';
import type { EditorText } from './merge-texts.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

/** A clock that stands still until it is told. */
function clock(time = 0) {
	let waiting: { at: number; act(): void }[] = [];
	return {
		now: () => time,
		later: (act: () => void, ms: number) => {
			const entry = { at: time + ms, act };
			waiting.push(entry);
			return () => void (waiting = waiting.filter((other) => other !== entry));
		},
		tick: (ms: number) => {
			time += ms;
			const due = waiting.filter(({ at }) => at <= time);
			waiting = waiting.filter(({ at }) => at > time);
			for (const { act } of due) act();
		},
	};
}

/** What `localStorage` does, with room for so many characters. */
function storage(room = 5_000_000) {
	const values = new Map<string, string>();
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => {
			if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
			values.set(key, value);
		},
		removeItem: (key: string) => void values.delete(key),
		key: (index: number) => [...values.keys()][index] ?? null,
		get length() {
			return values.size;
		},
	};
}

type Article = Awaited<ReturnType<typeof newArticle>>;
type Tab = { tab?: string; store?: ReturnType<typeof storage>; time?: ReturnType<typeof clock>; token?: string };

/** An editor in one tab, that speaks to the server as the console does. */
async function openTab(
	article: Article,
	{ tab = 'one', store = storage(), time = clock(), token = one.key }: Tab = {},
) {
	const line = { isDown: false, token, sent: 0, tried: 0, loseReply: false };
	/** Typed, but not told yet. */
	const typed: EditorText[] = [];
	const states: SaveState['is'][] = [];
	const shown: EditorText[] = [];
	const read = async () => {
		const { revision, text } = await article.read();
		return { revision, text };
	};
	const autosave = openAutosave({
		server: await read(),
		kept: keptTexts({ store, article: article.article_id, lang: 'en', tab, now: time.now }),
		now: time.now,
		later: time.later,
		onState: ({ is }) => void states.push(is),
		onText: (text) => void shown.push(text),
		catchUp: () => typed.splice(0).forEach((text) => autosave.change(text)),
		send: async (body) => {
			line.tried++;
			if (line.isDown) throw { status: 0, code: 'offline' };
			line.sent++;
			const reply = await one.call('PUT', `${article.at}/draft`, { body, as: line.token });
			if (line.loseReply) throw { status: 0, code: 'offline' };
			if (reply.status === 200) return reply.body;
			throw { status: reply.status, code: reply.body.code, body: reply.body };
		},
	});
	const is = (wanted: SaveState['is']) => until(() => autosave.state().is === wanted);
	return { ...time, autosave, line, states, shown, typed, store, read, is };
}

const written = (text: Partial<EditorText>): EditorText => ({
	title: '',
	slug: null,
	body: docOf({}),
	questions: [],
	attachments: [],
	...text,
});
const BASE = docOf({ a: 'One.', b: 'Two.', c: 'Three.' });
const article = () => newArticle(one, { title: 'Title', body: BASE });
const titleOf = async (of: Article) => (await of.read()).text.title;

test('what is written is saved a second after the last change, and at the latest after five', async () => {
	const of = await article();
	const { autosave, tick, states, is, line } = await openTab(of);
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
	const { autosave, tick, is, line } = await openTab(of);
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
	const { autosave, tick, is, line, store, now } = await openTab(of);
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
	const { autosave, line, tick, is } = await openTab(of);
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

test('what a crashed tab left is saved by the next one that opens the article', async () => {
	const of = await article();
	const store = storage();
	const crashed = await openTab(of, { store, tab: 'crashed' });
	crashed.line.isDown = true;
	crashed.autosave.change(written({ title: 'Nearly lost', body: docOf({ a: 'One, by me.', b: 'Two.', c: 'Three.' }) }));
	crashed.tick(400);
	await of.save({ body: docOf({ a: 'One.', b: 'Two.', c: 'Three, by them.' }) });
	const next = await openTab(of, { store, time: clock(20_000), tab: 'next' });
	expect(next.shown).toMatchObject([{ title: 'Nearly lost' }]);
	next.tick(0);
	await next.is('saved');
	expect((await of.read()).text).toMatchObject({
		title: 'Nearly lost',
		body: docOf({ a: 'One, by me.', b: 'Two.', c: 'Three, by them.' }),
	});
	expect(store.length).toBe(0);
});

test('what two people write in different places is brought together without a question', async () => {
	const of = await article();
	const { autosave, tick, is, shown } = await openTab(of);
	await of.save({ title: 'Their title', body: docOf({ a: 'One, theirs.', b: 'Two.', c: 'Three.' }) });
	autosave.change(
		written({ title: 'Title', body: docOf({ a: 'One.', b: 'Two.', c: 'Three, mine.' }), questions: ['Mine?'] }),
	);
	tick(1_000);
	await until(() => shown.length);
	tick(0);
	await is('saved');
	const both = {
		title: 'Their title',
		body: docOf({ a: 'One, theirs.', b: 'Two.', c: 'Three, mine.' }),
		questions: ['Mine?'],
	};
	expect(shown).toMatchObject([both]);
	expect((await of.read()).text).toMatchObject(both);
});

test('what was typed in the last moment before a merge is part of it', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	const crashed = await openTab(of, { store, time, tab: 'crashed' });
	crashed.line.isDown = true;
	crashed.autosave.change(written({ title: 'Left behind', body: BASE }));
	time.tick(400);
	crashed.autosave.close();
	const { autosave, read, shown, typed } = await openTab(of, { store, time, tab: 'next' });
	autosave.change(written({ title: 'Title', body: docOf({ a: 'One.', b: 'Two.', c: 'Three, mi' }) }));
	typed.push(written({ title: 'Title', body: docOf({ a: 'One.', b: 'Two.', c: 'Three, mine.' }) }));
	await of.save({ body: docOf({ a: 'One, theirs.', b: 'Two.', c: 'Three.' }) });
	await autosave.newer((await read()).revision, read);
	expect(shown.at(-1)?.body).toEqual(docOf({ a: 'One, theirs.', b: 'Two.', c: 'Three, mine.' }));
	typed.push(written({ title: 'Title', body: docOf({ a: 'One, theirs.', b: 'Two, too.', c: 'Three, mine.' }) }));
	time.tick(15_000);
	expect(shown.at(-1)).toMatchObject({
		title: 'Left behind',
		body: docOf({ a: 'One, theirs.', b: 'Two, too.', c: 'Three, mine.' }),
	});
});

test('what both changed is asked, also after a crash, and nothing is saved before the answer', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	const first = await openTab(of, { store, time });
	await of.save({ body: docOf({ a: 'Theirs.', b: 'Two.', c: 'Three.' }) });
	first.autosave.change(written({ title: 'Title', body: docOf({ a: 'Mine.', b: 'Two.', c: 'Three.' }) }));
	time.tick(1_000);
	await first.is('conflict');
	first.autosave.change(written({ title: 'Longer', body: docOf({ a: 'Mine.', b: 'Two.', c: 'Three.' }) }));
	time.tick(30_000);
	expect(first.line.sent).toBe(1);

	const { autosave, is } = await openTab(of, { store, time });
	const state = autosave.state();
	expect(state).toMatchObject({ is: 'conflict', merged: { text: { title: 'Longer' }, blocks: [{ id: 'a' }] } });
	await autosave.resolve(written({ title: 'Agreed', body: docOf({ a: 'Both.', b: 'Two.', c: 'Three.' }) }));
	await is('saved');
	expect((await of.read()).text).toMatchObject({
		title: 'Agreed',
		body: docOf({ a: 'Both.', b: 'Two.', c: 'Three.' }),
	});
});

test('what two closed tabs left in one place is asked once', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	for (const tab of ['one', 'two']) {
		const closed = await openTab(of, { store, time, tab });
		closed.line.isDown = true;
		closed.autosave.change(written({ title: `By ${tab}`, body: docOf({ a: `By ${tab}.`, b: 'Two.', c: 'Three.' }) }));
		time.tick(400);
		closed.autosave.close();
	}
	await of.save({ title: 'Theirs', body: docOf({ a: 'Theirs.', b: 'Two.', c: 'Three.' }) });
	time.tick(20_000);
	const { autosave } = await openTab(of, { store, time, tab: 'three' });
	expect(autosave.state()).toMatchObject({
		is: 'conflict',
		merged: { fields: [{ field: 'title', mine: 'By two' }], blocks: [{ id: 'a' }] },
	});
});

test('a tab that waits for an answer keeps its text from other tabs', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	const first = await openTab(of, { store, time });
	await of.save({ title: 'Theirs' });
	first.autosave.change(written({ title: 'Mine' }));
	time.tick(1_000);
	await first.is('conflict');
	for (let i = 0; i < 4; i++) time.tick(5_000);
	const next = await openTab(of, { store, time, tab: 'next' });
	expect([next.autosave.state().is, store.length]).toEqual(['idle', 1]);
});

test('whose session ended loses nothing and goes on after signing in', async () => {
	const of = await article();
	const { autosave, line, tick, is, store } = await openTab(of);
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
	const { autosave, tick, is, line } = await openTab(of);
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

test('a text that somebody else changed is shown as soon as it is heard of', async () => {
	const of = await article();
	const { autosave, read, shown, tick, is, line } = await openTab(of);
	await of.save({ title: 'Changed by them' });
	await autosave.newer((await read()).revision, read);
	expect(shown).toMatchObject([{ title: 'Changed by them' }]);
	tick(0);
	await is('saved');
	expect(line.sent).toBe(0);
});

test('whoever leaves is told when their writing has no room in the browser', async () => {
	const of = await article();
	const small = await openTab(of, { store: storage(10) });
	expect(small.autosave.leave()).toBe(true);
	small.line.isDown = true;
	small.autosave.change(written({ title: 'No room' }));
	expect(small.autosave.leave()).toBe(false);
	const large = await openTab(of);
	large.autosave.change(written({ title: 'Sent on leaving' }));
	expect(large.autosave.leave()).toBe(true);
	await large.is('saved');
	expect(await titleOf(of)).toBe('Sent on leaving');
});

test('what is too long to be sent while a page goes away stays in the browser', async () => {
	const of = await article();
	const { autosave, line, store } = await openTab(of);
	autosave.change(written({ body: docOf({ a: 'น้ำมัน'.repeat(4_000) }) }));
	expect([autosave.leave(), line.tried, store.length]).toEqual([true, 0, 1]);
});

test('a closed editor tries nothing again', async () => {
	const of = await article();
	const { autosave, line, tick, is, store } = await openTab(of);
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
	const first = await openTab(of, { store, time });
	const next = await openTab(of, { store, time });
	first.autosave.change(written({ title: 'First' }));
	first.autosave.close();
	next.line.isDown = true;
	next.autosave.change(written({ title: 'Next' }));
	time.tick(400);
	await first.is('saved');
	expect(store.getItem(store.key(0) ?? '')).toContain('Next');
});
