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

test('what a crashed tab left is saved by the next one that opens the article', async () => {
	const of = await article();
	const store = storage();
	const crashed = await openTab(one, of, { store, tab: 'crashed' });
	crashed.line.isDown = true;
	crashed.autosave.change(written({ title: 'Nearly lost', body: docOf({ a: 'One, by me.', b: 'Two.', c: 'Three.' }) }));
	crashed.tick(400);
	await of.save({ body: docOf({ a: 'One.', b: 'Two.', c: 'Three, by them.' }) });
	const next = await openTab(one, of, { store, time: clock(20_000), tab: 'next' });
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
	const { autosave, tick, is, shown } = await openTab(one, of);
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
	const crashed = await openTab(one, of, { store, time, tab: 'crashed' });
	crashed.line.isDown = true;
	crashed.autosave.change(written({ title: 'Left behind', body: BASE }));
	time.tick(400);
	crashed.autosave.close();
	const { autosave, read, shown, typed } = await openTab(one, of, { store, time, tab: 'next' });
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
	const first = await openTab(one, of, { store, time });
	await of.save({ body: docOf({ a: 'Theirs.', b: 'Two.', c: 'Three.' }) });
	first.autosave.change(written({ title: 'Title', body: docOf({ a: 'Mine.', b: 'Two.', c: 'Three.' }) }));
	time.tick(1_000);
	await first.is('conflict');
	first.autosave.change(written({ title: 'Longer', body: docOf({ a: 'Mine.', b: 'Two.', c: 'Three.' }) }));
	time.tick(30_000);
	expect(first.line.sent).toBe(1);

	const { autosave, is } = await openTab(one, of, { store, time });
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
		const closed = await openTab(one, of, { store, time, tab });
		closed.line.isDown = true;
		closed.autosave.change(written({ title: `By ${tab}`, body: docOf({ a: `By ${tab}.`, b: 'Two.', c: 'Three.' }) }));
		time.tick(400);
		closed.autosave.close();
	}
	await of.save({ title: 'Theirs', body: docOf({ a: 'Theirs.', b: 'Two.', c: 'Three.' }) });
	time.tick(20_000);
	const { autosave } = await openTab(one, of, { store, time, tab: 'three' });
	expect(autosave.state()).toMatchObject({
		is: 'conflict',
		merged: { fields: [{ field: 'title', mine: 'By two' }], blocks: [{ id: 'a' }] },
	});
});

test('a tab that waits for an answer keeps its text from other tabs', async () => {
	const of = await article();
	const [store, time] = [storage(), clock()];
	const first = await openTab(one, of, { store, time });
	await of.save({ title: 'Theirs' });
	first.autosave.change(written({ title: 'Mine' }));
	time.tick(1_000);
	await first.is('conflict');
	for (let i = 0; i < 4; i++) time.tick(5_000);
	const next = await openTab(one, of, { store, time, tab: 'next' });
	expect([next.autosave.state().is, store.length]).toEqual(['idle', 1]);
});

test('a text that somebody else changed is shown as soon as it is heard of', async () => {
	const of = await article();
	const { autosave, read, shown, tick, is, line } = await openTab(one, of);
	await of.save({ title: 'Changed by them' });
	await autosave.newer((await read()).revision, read);
	expect(shown).toMatchObject([{ title: 'Changed by them' }]);
	tick(0);
	await is('saved');
	expect(line.sent).toBe(0);
});
