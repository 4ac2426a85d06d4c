import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { storeFile } from '#core/files/store-file.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { articleWrite, fileAddress, preferenceOf, putArticle, readableHtml } from './index.ts';

let one: TestApp;

beforeAll(async () => {
	one = await testApp();
});
afterAll(() => one.stop());

const LABELS = { note: '', tip: '', warning: '', danger: '', table: '', captions: '' };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 315"><g/></svg>';
const photo = () =>
	sharp({ create: { width: 1_500, height: 900, channels: 3, background: '#c2410c' } })
		.jpeg()
		.toBuffer();

async function keep(name: string, data: Buffer | string): Promise<string> {
	const { id } = await storeFile(one.app, SYSTEM, { name, source: Readable.from([Buffer.from(data)]) });
	return fileAddress(id, name);
}

/** The pictures of a page whose article has this text. */
async function picturesOf(body: string): Promise<string[]> {
	const { db } = one.app.database;
	const item = { external_id: 'pictures', lang: 'en', title: 'Pictures', body, status: 'published' as const };
	const { translation_id } = await one.app.transact((tx) => putArticle(tx, SYSTEM, articleWrite(item), 'import'));
	const row = await db
		.selectFrom('translations')
		.select('body')
		.where('id', '=', translation_id)
		.executeTakeFirstOrThrow();
	const page = { lang: 'en', pageLang: 'en', labels: LABELS, prefer: preferenceOf('en', 'en') };
	return (await readableHtml(db, row.body, page)).match(/<img[^>]*>/g) ?? [];
}

test('pictures and drawings keep their place before they are loaded', async () => {
	const [jpg, svg] = [await keep('pump.jpg', await photo()), await keep('plan.svg', SVG)];
	expect(await picturesOf(`![A pump](${jpg})\n\n![A plan](${svg})`)).toEqual([
		`<img alt="A pump" src="${jpg}" width="1500" height="900" decoding="async">`,
		`<img alt="A plan" src="${svg}" width="480" height="315" class="drawing" loading="lazy" decoding="async">`,
	]);
});

test('a size that the author wished stays, and a side left out follows the shape of the picture', async () => {
	const [jpg, svg] = [await keep('pump.jpg', await photo()), await keep('plan.svg', SVG)];
	const pictures = await picturesOf(
		`::image[]{src="${jpg}" width="300"}\n\n::image[]{src="${jpg}" height="90"}\n\n::image[]{src="${jpg}" width="30" height="40"}\n\n::image[]{src="${svg}" width="96"}`,
	);
	expect(pictures.map((picture) => /width="(\d+)" height="(\d+)"/.exec(picture)?.slice(1).map(Number))).toEqual([
		[300, 180],
		[150, 90],
		[30, 40],
		[96, 63],
	]);
	expect(pictures.join('')).not.toContain('drawing');
});

test('the first picture comes at once also inside a step, the others when they are near', async () => {
	const jpg = await keep('pump.jpg', await photo());
	const pictures = await picturesOf(`:::steps\n1. Open it.\n\n   ![first](${jpg})\n:::\n\n![second](${jpg})`);
	expect(pictures.map((picture) => picture.includes('loading="lazy"'))).toEqual([false, true]);
});

test('pictures from elsewhere, and files that are not there, are shown without a size', async () => {
	const gone = '/files/00000000-0000-4000-8000-000000000000/gone.png';
	const odd = '/files/------------------------------------/odd.png';
	const elsewhere = `https://cdn.example${gone}`;
	const { db } = one.app.database;
	const page = { lang: 'en', pageLang: 'en', labels: LABELS, prefer: preferenceOf('en', 'en') };
	const block = (src: string, id: string) => ({ type: 'image' as const, attrs: { id, src, alt: '' } });
	const doc = { type: 'doc' as const, content: [block(gone, 'a'), block(odd, 'b'), block(elsewhere, 'c')] };
	expect(await readableHtml(db, doc, page)).not.toMatch(/width|height/);
});

test('a download whose address names no file is left out', () => {
	const attachments = [{ file: '/files/------------------------------------/a.pdf', title: 'A' }];
	expect(
		articleWrite({ external_id: 'x', lang: 'en', title: 'x', body: '', status: 'draft', attachments }).attachments,
	).toEqual([]);
});
