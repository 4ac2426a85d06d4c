import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { storeFile } from '#core/files/store-file.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import {
	articleWrite,
	exportKnowledge,
	fileAddress,
	importUpload,
	makeTranslation,
	publish,
	putArticle,
	readUpload,
	saveDraft,
} from './index.ts';

let from: TestApp;
let to: TestApp;

beforeAll(async () => {
	[from, to] = await Promise.all([testApp(), testApp()]);
});
afterAll(() => Promise.all([from.stop(), to.stop()]));

const act = <T>(fn: (tx: Tx) => Promise<T>) => from.app.transact(fn);

async function keep(name: string, content: Buffer) {
	const file = await storeFile(from.app, SYSTEM, { name, source: Readable.from([content]) });
	return { id: file.id, address: fileAddress(file.id, file.name) };
}

/** Published in English and, with the pictures and downloads of the English text, in Vietnamese; in Thai only begun. */
async function writePump(): Promise<void> {
	const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
		.png()
		.toBuffer();
	const [pump, manual] = [await keep('pump.png', picture), await keep('manual.txt', Buffer.from('A manual'))];
	const body = `![Pump](${pump.address} "The pump")\n\nSee [page 3](${manual.address}#page=3).\n`;
	const attachments = [{ file: manual.address, title: 'Manual', edition: '2' }];
	const item = { external_id: 'pump', lang: 'en', title: 'Pump', body, status: 'published' as const, attachments };
	const { article_id } = await act((tx) => putArticle(tx, SYSTEM, articleWrite(item), 'staff'));
	const begin = (lang: string) => act((tx) => makeTranslation(tx, SYSTEM, { article_id, lang, site_lang: 'en' }));
	const { revision } = await begin('vi');
	await act((tx) => publish(tx, SYSTEM, { article_id, lang: 'vi', revision }));
	const thai = await begin('th');
	const { body: doc } = await from.app.database.db
		.selectFrom('drafts')
		.select('body')
		.where('translation_id', '=', thai.translation_id)
		.executeTakeFirstOrThrow();
	const text = { title: 'ปั๊ม', slug: 'my-pump', body: doc, questions: [] };
	const downloads = [{ file_id: manual.id, title: 'คู่มือ', edition: '' }];
	const based = { article_id, lang: 'th', revision: thai.revision };
	await act((tx) => saveDraft(tx, SYSTEM, { ...based, ...text, attachments: downloads }));
}

const out = async ({ app }: TestApp) =>
	buffer(await exportKnowledge({ db: app.database.db, storage: app.storage }, SYSTEM));
const into = async ({ app }: TestApp, zip: Buffer) =>
	importUpload({ ...app, db: app.database.db }, SYSTEM, await readUpload('knowledge.zip', zip, { lang: 'en' }));

/** By language. */
async function textsIn(zip: Buffer): Promise<Record<string, object>> {
	const found: Record<string, object> = {};
	for await (const { item } of (await readUpload('x.zip', zip, { lang: 'en' })).items)
		if (item) found[item.lang] = item;
	return found;
}

test('what translations share goes with each of them into an empty installation, and comes out as it was', async () => {
	await writePump();
	const first = await out(from);
	expect(await into(from, first)).toMatchObject({ unchanged: 2, draft_kept: 1, failed: [] });
	expect(await into(to, first)).toMatchObject({ created: 3, failed: [] });
	const second = await out(to);
	expect(await textsIn(second)).toEqual(await textsIn(first));
	expect(await textsIn(second)).toMatchObject({
		vi: { body: expect.stringMatching(/\(\.\.\/files\/pump\.png "The pump"\)[^]*manual\.txt#page=3\)/) },
		th: { title: 'ปั๊ม', slug: 'my-pump', status: 'draft', attachments: [{ title: 'คู่มือ' }] },
	});
	expect(await into(to, second)).toMatchObject({ unchanged: 3, failed: [] });
});
