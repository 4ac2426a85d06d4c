import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { storeFile } from '#core/files/store-file.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { until } from '../../../tests/support/until.ts';
import {
	articleWrite,
	exportKnowledge,
	fileAddress,
	importArticles,
	importUpload,
	KNOWLEDGE,
	listCollections,
	makeArticle,
	putArticle,
	putCollection,
	readNdjson,
	readUpload,
} from './index.ts';

let one: TestApp;
let other: TestApp;

beforeAll(async () => {
	one = await testApp();
	other = await testApp();
	await one.app.library.ready;
});
afterAll(() => Promise.all([one.stop(), other.stop()]));

const store = ({ app }: TestApp) => ({ ...app, db: app.database.db });
const put = (id: string, input: object, source: 'import' | 'staff' = 'import', actor: Actor = SYSTEM) =>
	one.app.transact((tx) =>
		putArticle(tx, actor, { external_id: id, lang: 'en', title: 'A title', body: 'Text.', ...input }, source),
	);
const row = (id: string) =>
	one.app.database.db.selectFrom('translations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('an import over a later edit by a person waits as a draft and says so', async () => {
	const { translation_id } = await put('edited', {});
	await put('edited', { body: 'Written by Ann.' }, 'staff');
	expect((await put('edited', { body: 'From the old system.' })).outcome).toBe('draft_kept');
	const kept = await row(translation_id);
	expect([
		kept.version,
		kept.source,
		JSON.stringify(kept.body).includes('Ann'),
		JSON.stringify(kept.draft).includes('old system'),
	]).toEqual([2, 'staff', true, true]);
});

test('the day of the last check changes with the text and without it, and stays where none or an earlier one is given', async () => {
	const { translation_id } = await put('checked', { checked_at: '2026-01-01' });
	const checkedAfter = async (input: object) => {
		await put('checked', input);
		return (await row(translation_id)).checked_at;
	};
	expect(await checkedAfter({ checked_at: '2026-02-01' })).toBe('2026-02-01');
	expect(await checkedAfter({ checked_at: '2026-03-01', body: 'Checked and changed.' })).toBe('2026-03-01');
	expect(await checkedAfter({ body: 'Changed only.' })).toBe('2026-03-01');
	expect((await put('checked', { body: 'Changed only.', checked_at: '2026-02-15' })).outcome).toBe('unchanged');
	expect(await checkedAfter({ body: 'Changed once more.', checked_at: '2026-02-15' })).toBe('2026-03-01');
});

test('block ids survive a change elsewhere in the text', async () => {
	const { translation_id } = await put('blocks', { body: 'First.\n\nSecond.\n\nThird.' });
	const before = (await row(translation_id)).body.content.map((block) => block.attrs.id);
	await put('blocks', { body: 'First.\n\nSecond, changed.\n\nNew.\n\nThird.' });
	const after = (await row(translation_id)).body.content.map((block) => block.attrs.id);
	expect([after[0], after[1], after[3]]).toEqual(before);
});

test('an old address leads to the new one, and two articles never share one', async () => {
	const { translation_id } = await put('moved', { slug: 'old-name' });
	await put('moved', { slug: 'new-name' });
	const redirect = await one.app.database.db
		.selectFrom('redirects')
		.selectAll()
		.where('slug', '=', 'old-name')
		.executeTakeFirstOrThrow();
	expect(redirect.translation_id).toBe(translation_id);
	const second = await put('second', { slug: 'new-name' });
	expect((await row(second.translation_id)).slug).toMatch(/^new-name-/);
	const third = await put('third', { slug: 'old-name' });
	expect((await row(third.translation_id)).slug).toMatch(/^old-name-/);
});

test('many imports of one article at once make one article', async () => {
	await Promise.all(Array.from({ length: 20 }, (_, i) => put('race', { body: `Text ${i}.` })));
	const rows = await one.app.database.db
		.selectFrom('articles')
		.select('id')
		.where('external_id', '=', 'race')
		.execute();
	expect(rows).toHaveLength(1);
});

test('an import that meets an address which another one is just taking gets an address of its own', async () => {
	const taken = Promise.withResolvers<void>();
	const kept = Promise.withResolvers<void>();
	const article = (external_id: string) => ({ external_id, lang: 'en', title: 'Same name', body: external_id });
	const winner = one.app.transact(async (tx) => {
		await putArticle(tx, SYSTEM, article('taker'), 'import');
		taken.resolve();
		await kept.promise;
	});
	await taken.promise;
	const upload = Readable.from([Buffer.from(JSON.stringify(article('waiter')))]);
	const report = importArticles(store(one), SYSTEM, readNdjson(upload));
	await until(isAnybodyWaiting);
	kept.resolve();
	await winner;
	expect(await report).toMatchObject({ created: 1, failed: [] });
});

test('an import takes articles in the same order as an act, whatever the order of its file', async () => {
	const [first, second] = [await put('order-1', {}), await put('order-2', {})]
		.map((made) => made.article_id)
		.toSorted();
	const { db } = one.app.database;
	const lock = (tx: Db, id: string | undefined) =>
		sql`select from articles where id = ${id} for update nowait`.execute(tx);
	const lines = ['order-2', 'order-1', 'order-2'].map((external_id) =>
		JSON.stringify({ external_id, lang: 'en', title: 'A title', body: 'Ordered.' }),
	);
	const upload = Readable.from([Buffer.from(lines.join('\n'))]);
	const { report } = await db.transaction().execute(async (tx) => {
		await lock(tx, first);
		const running = importArticles(store(one), SYSTEM, readNdjson(upload));
		await until(isAnybodyWaiting);
		await lock(tx, second);
		return { report: running };
	});
	expect(await report).toMatchObject({ updated: 2, unchanged: 1, failed: [] });
});

test('while an import waits for one collection, others publish', async () => {
	const named = (external_id: string, title: string) => ({ external_id, texts: [{ lang: 'en', title }] });
	const items = readNdjson(Readable.from([]));
	const upload = { format: undefined, collections: [named('free', 'Free'), named('held', 'Anew')], items };
	await one.app.transact((tx) => putCollection(tx, SYSTEM, named('held', 'Before')));
	const { report } = await one.app.database.db.transaction().execute(async (tx) => {
		await sql`select from collection_texts where title = 'Before' for update`.execute(tx);
		const running = importUpload(store(one), SYSTEM, upload);
		await until(isAnybodyWaiting);
		await sql`select from refresh_topics where topic = ${KNOWLEDGE} for update nowait`.execute(tx);
		return { report: running };
	});
	expect(await report).toMatchObject({ failed: [] });
});

async function isAnybodyWaiting(): Promise<boolean> {
	const { rows } = await sql`
		select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
		one.app.database.db,
	);
	return rows.length > 0;
}

test('whoever may not write cannot', async () => {
	const reader: Actor = { kind: 'key', id: 'x', assurance: 'verified', scopes: ['knowledge:read'] };
	await expect(put('no', {}, 'import', reader)).rejects.toMatchObject({ code: 'forbidden' });
});

test('collections nest two deep and no deeper', async () => {
	const collection = (external_id: string, parent?: string) =>
		one.app.transact((tx) =>
			putCollection(tx, SYSTEM, { external_id, parent, texts: [{ lang: 'en', title: external_id }] }),
		);
	await collection('outer');
	await collection('inner', 'outer');
	await expect(collection('innermost', 'inner')).rejects.toMatchObject({ code: 'invalid_input' });
	expect(
		(await listCollections(one.app.database.db, ['en'])).find(({ external_id }) => external_id === 'inner')?.parent,
	).toBe('outer');
	for (const name of ['first', 'second', 'third']) await collection(name);
	const moves = await Promise.allSettled([collection('first', 'second'), collection('second', 'third')]);
	expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a Markdown zip with pictures and manuals comes out and in again without loss', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
	const file = await storeFile(one.app, SYSTEM, { name: 'จุดเติม.svg', source: Readable.from([Buffer.from(svg)]) });
	const address = fileAddress(file.id, file.name);
	const body = `## น้ำมัน\n\n![จุดเติม](${address} "คำบรรยาย")\n\n:::steps\n1. หนึ่ง\n2. สอง\n:::\n`;
	const attachments = [{ file: address, title: 'คู่มือ', edition: '3' }];
	const item = {
		external_id: 'oil',
		lang: 'th',
		title: 'เปลี่ยนน้ำมัน',
		body,
		questions: ['เปลี่ยนน้ำมันเมื่อไร'],
		collection: 'inner',
		status: 'draft' as const,
		checked_at: '2026-11-01',
		attachments,
	};
	await one.app.transact((tx) => putArticle(tx, SYSTEM, articleWrite(item), 'import'));
	const zip = await buffer(await exportKnowledge({ db: one.app.database.db, storage: one.app.storage }, SYSTEM));
	const report = await importUpload(store(other), SYSTEM, await readUpload('knowledge.zip', zip, { lang: 'en' }));
	expect(report.failed).toEqual([]);
	const again = await buffer(await exportKnowledge({ db: other.app.database.db, storage: other.app.storage }, SYSTEM));
	const texts = async (bytes: Buffer) => {
		const items = [];
		for await (const read of (await readUpload('x.zip', bytes, { lang: 'en' })).items) items.push(read.item);
		return items.toSorted((a, b) => `${a?.external_id}${a?.lang}`.localeCompare(`${b?.external_id}${b?.lang}`));
	};
	expect(await texts(again)).toEqual(await texts(zip));
	const names = await other.app.database.db
		.selectFrom('attachments')
		.innerJoin('files', 'files.id', 'file_id')
		.select(['title', 'edition', 'name'])
		.execute();
	expect(names).toEqual([{ title: 'คู่มือ', edition: '3', name: 'จุดเติม.svg' }]);
});

test('what one process publishes is searchable in another within a second', async () => {
	const second = await testApp({ url: one.url });
	await second.app.library.ready;
	await put('axolotl', { title: 'Axolotl', body: 'About the axolotl.' });
	await until(() => second.app.library.find('axolotl', {}).hits[0], 1_000);
	await second.stop();
});

test('what is still being written for the first time is exported as it stands, and nothing where there is nothing', async () => {
	const make = (external_id: string, text: object) =>
		other.app.transact((tx) => makeArticle(tx, SYSTEM, { external_id, lang: 'en', ...text }));
	const body = { type: 'doc' as const, content: [] };
	await make('begun', { title: 'Begun', body });
	await make('nothing', {});
	const zip = await buffer(await exportKnowledge({ db: other.app.database.db, storage: other.app.storage }, SYSTEM));
	const found: object[] = [];
	for await (const { item } of (await readUpload('x.zip', zip, { lang: 'en' })).items)
		if (/^(begun|nothing)$/.test(item?.external_id ?? '')) found.push(item ?? {});
	expect(found).toMatchObject([{ external_id: 'begun', title: 'Begun', slug: 'begun', status: 'draft' }]);
});
