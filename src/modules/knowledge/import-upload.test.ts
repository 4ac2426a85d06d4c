import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import {
	act,
	ACTS,
	importUpload,
	makeCollection,
	moveCollection,
	nameCollection,
	putCollection,
	readFolder,
} from './index.ts';

let one: TestApp;

beforeAll(async () => {
	one = await testApp();
});
afterAll(() => one.stop());

const change = <T>(fn: (tx: Tx) => Promise<T>) => one.app.transact(fn);
const rowsOf = (external_id: string) =>
	one.app.database.db.selectFrom('collections').selectAll().where('external_id', '=', external_id);
const collection = (external_id: string) => rowsOf(external_id).executeTakeFirstOrThrow();
const article = (external_id: string) =>
	one.app.database.db
		.selectFrom('articles')
		.selectAll()
		.where('external_id', '=', external_id)
		.executeTakeFirstOrThrow();
const factsOf = async (subject: string) =>
	(await one.app.database.db.selectFrom('events').select('name').where('subject_id', '=', subject).execute()).map(
		({ name }) => name,
	);
const textsOf = (collection_id: string) =>
	one.app.database.db
		.selectFrom('collection_texts')
		.select(['lang', 'title', 'description'])
		.where('collection_id', '=', collection_id)
		.execute();

/** A folder of Markdown files that can be brought again and again. */
async function folderOf(...files: string[]) {
	const folder = await mkdtemp(path.join(tmpdir(), 'articles-'));
	const write = async (file: string, text: string | Buffer = `# ${file}\n\nText.`) => {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), text);
	};
	for (const file of files) await write(file);
	const bring = async (options: { dryRun?: boolean } = {}) =>
		importUpload({ ...one.app, db: one.app.database.db }, SYSTEM, await readFolder(folder, { lang: 'en' }), options);
	return { write, bring };
}

test('folders that come again leave collections and articles as people arranged them', async () => {
	const { write, bring } = await folderOf('hardware/pumps/prime.md', 'hardware/plug.md');
	expect(await bring()).toMatchObject({ created: 2, failed: [] });
	const [hardware, pumps] = [await collection('hardware'), await collection('hardware/pumps')];
	expect([hardware.parent_id, pumps.parent_id]).toEqual([null, hardware.id]);
	expect(await textsOf(pumps.id)).toMatchObject([{ title: 'Pumps' }]);

	const texts = [{ lang: 'en', title: 'Machines', description: 'All of them' }];
	await change((tx) => nameCollection(tx, SYSTEM, { id: hardware.id, texts }));
	await change((tx) => moveCollection(tx, SYSTEM, { id: pumps.id, parent_id: null }));
	const shelf = await change((tx) => makeCollection(tx, SYSTEM, { parent_id: null, texts }));
	await change((tx) => moveCollection(tx, SYSTEM, { id: hardware.id, parent_id: shelf }));
	const { id } = await article('hardware/plug');
	await change((tx) => act(tx, SYSTEM, ACTS.move, { ids: [id], order: [id], collection_id: pumps.id }));
	const facts = await factsOf(hardware.id);
	await write('hardware/valves/close.md');
	expect(await bring()).toMatchObject({
		created: 1,
		unchanged: 2,
		failed: [{ line: 'hardware/valves', code: 'invalid_input' }],
	});
	expect(await textsOf(hardware.id)).toEqual(texts);
	expect([(await collection('hardware')).parent_id, (await collection('hardware/pumps')).parent_id]).toEqual([
		shelf,
		null,
	]);
	expect((await article('hardware/plug')).collection_id).toBe(pumps.id);
	expect((await article('hardware/valves/close')).collection_id).toBe((await collection('hardware/valves')).id);
	expect(await factsOf(hardware.id)).toEqual(facts);
});

test('what a text itself says of its place is followed, and told', async () => {
	const { write, bring } = await folderOf('plain.md');
	await bring();
	await write('plain.md', '---\ncollection: named\n---\n# plain.md\n\nText.');
	expect(await bring()).toMatchObject({ updated: 1, failed: [] });
	const { id, collection_id } = await article('plain');
	expect(collection_id).toBe((await collection('named')).id);
	expect(await factsOf(id)).toContain('article.moved');
});

test('a collection that is put again as it is makes no fact', async () => {
	const input = { external_id: 'same', position: 3, texts: [{ lang: 'en', title: 'Same' }] };
	const id = await change((tx) => putCollection(tx, SYSTEM, input));
	const facts = await factsOf(id);
	await change((tx) => putCollection(tx, SYSTEM, input));
	expect(await factsOf(id)).toEqual(facts);
	await change((tx) => putCollection(tx, SYSTEM, { ...input, texts: [{ lang: 'en', title: 'Other' }] }));
	expect(await factsOf(id)).toEqual([...facts, 'collection.changed']);
});

const photo = (background: string) =>
	sharp({ create: { width: 9, height: 9, channels: 3, background } })
		.withExif({ IFD0: { Artist: 'Ann' } })
		.jpeg()
		.toBuffer();
const files = () => one.app.database.db.selectFrom('files').select(['name']).orderBy('id').execute();

test('a photo out of which the camera was taken is known again, and a dry run knows it too', async () => {
	const { write, bring } = await folderOf();
	await write('camera/photo.md', '# Photo\n\n![Photo](photo.png)\n\n[Once more](photo.png#here)');
	await write('camera/photo.png', await photo('teal'));
	expect(await bring({ dryRun: true })).toMatchObject({ created: 1, failed: [] });
	expect(await files()).toEqual([]);
	expect(await bring()).toMatchObject({ created: 1, failed: [] });
	expect(await files()).toEqual([{ name: 'photo.png.jpg' }]);
	expect(await bring({ dryRun: true })).toMatchObject({ unchanged: 1, failed: [] });
	expect(await bring()).toMatchObject({ unchanged: 1, failed: [] });
	await write('camera/photo.png', await photo('navy'));
	expect(await bring({ dryRun: true })).toMatchObject({ updated: 1, failed: [] });
	expect(await files()).toHaveLength(1);
	expect(await bring()).toMatchObject({ updated: 1, failed: [] });
});
