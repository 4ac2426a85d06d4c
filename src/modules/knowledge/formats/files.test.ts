import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { expect, test } from 'vitest';
import type { ArticleInput, CollectionInput } from './article-input.ts';
import { detectFormat } from './detect-format.ts';
import { exportZip } from './export-zip.ts';
import type { ReadItem } from './read-item.ts';
import { readUpload } from './read-upload.ts';
import { zipFiles } from './zip-files.ts';

const OPTIONS = { lang: 'en' };

async function zipOf(content: Record<string, string | Buffer>): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [path, data] of Object.entries(content)) zip.addBuffer(Buffer.from(data), path);
	zip.end();
	return buffer(zip.outputStream);
}

async function read(name: string, bytes: Buffer | string): Promise<ReadItem[]> {
	const upload = await readUpload(name, Buffer.from(bytes), OPTIONS);
	return Array.fromAsync(upload.items);
}

async function readZip(content: Record<string, string | Buffer>): Promise<Map<string | number, ReadItem>> {
	return new Map((await read('site.zip', await zipOf(content))).map((item) => [item.line, item]));
}

test('front matter says what an article is; the path says the rest', async () => {
	const items = await readZip({
		'billing/refund.th.md':
			'---\ntitle: ขอคืนเงิน\nquestions:\n  - ได้เงินคืนเมื่อไร\nstatus: draft\nchecked_at: 2026-03-01\n---\n\nข้อความ',
		'vi/billing/refund.md': '# Hoàn tiền\n\nNội dung',
		'start.md': 'No heading at all',
		'v2.ok.md': '# Version two',
	});
	expect(items.get('billing/refund.th.md')?.item).toEqual({
		external_id: 'billing/refund',
		lang: 'th',
		title: 'ขอคืนเงิน',
		body: 'ข้อความ',
		questions: ['ได้เงินคืนเมื่อไร'],
		collection: 'billing',
		is_in_folder: true,
		status: 'draft',
		checked_at: '2026-03-01',
	});
	expect(items.get('vi/billing/refund.md')?.item).toMatchObject({
		external_id: 'billing/refund',
		lang: 'vi',
		title: 'Hoàn tiền',
		body: 'Nội dung',
	});
	expect(items.get('start.md')?.item).toMatchObject({ external_id: 'start', lang: 'en', title: 'Start' });
	expect(items.get('v2.ok.md')?.item).toMatchObject({ external_id: 'v2.ok', title: 'Version two' });
});

test('pictures come along as files, links to other pages become links to articles', async () => {
	const items = await readZip({
		'a/pump.md': '![Pump](../img/pump%20one.png) [next](valve.md#close) [gone](nowhere.md) [site](https://a.example)',
		'a/valve.md': '---\nexternal_id: valve 7\n---\n# Valve',
		'img/pump one.png': Buffer.of(1, 2, 3),
	});
	const pump = items.get('a/pump.md');
	expect(pump?.item?.body).toContain('[next](/articles/valve%207#close)');
	expect(pump?.item?.body).toContain('[gone](nowhere.md)');
	const files = pump && 'files' in pump ? pump.files : [];
	expect(files?.map((file) => [file.address, file.name])).toEqual([['../img/pump%20one.png', 'pump one.png']]);
	expect(await files?.[0]?.read()).toEqual(Buffer.of(1, 2, 3));
});

test('a bad file is named and stops no other', async () => {
	const items = await readZip({
		'a.md': Buffer.of(0xff, 0xff, 0x41),
		'b.md': '---\ntitle: [x\n---\ny',
		'c.md': '# Fine',
		'd.md': '---\ntitle: ""\n---\n',
	});
	expect([...items].map(([line, item]) => [line, item.error?.code])).toEqual([
		['a.md', 'invalid_utf8'],
		['b.md', 'invalid_front_matter'],
		['c.md', undefined],
		['d.md', 'title_missing'],
	]);
});

test('an export imports again without loss', async () => {
	const manual = {
		id: '01980000-0000-7000-8000-000000000009',
		name: 'Manual “K 20”.pdf',
		open: async () => Readable.from([Buffer.from('pdf')]),
	};
	const at = `/files/${manual.id}/Manual.pdf`;
	const articles: ArticleInput[] = [
		{
			external_id: 'oil/change',
			lang: 'en',
			title: 'Change: the "oil"',
			body: `See [manual](${at}#page=3) and [one that is gone](/files/01980000-0000-7000-8000-000000000008/gone.pdf).\n`,
			status: 'published',
			slug: 'change-oil',
			collection: 'care/oil',
			questions: ['When?', '- how: often # really'],
			checked_at: '2026-01-02',
			attachments: [{ file: at, title: 'Manual', edition: '2.1' }],
		},
		{ external_id: 'oil/change', lang: 'zh-Hans', title: '换油', body: '---\n\n# 不是标题\n', status: 'draft' },
		{ external_id: 'OIL/change', lang: 'en', title: '12', body: '', status: 'archived', questions: ['yes'] },
	];
	const collections: CollectionInput[] = [
		{
			external_id: 'care',
			texts: [
				{ lang: 'en', title: 'Care' },
				{ lang: 'th', title: 'การดูแล', description: 'ทุกอย่าง' },
			],
		},
		{ external_id: 'care/oil', parent: 'care', position: 2, texts: [] },
	];
	const zip = await buffer(
		exportZip(
			articles.map((article) => ({ ...article, files: article.attachments ? [manual] : [] })),
			collections,
		),
	);
	const upload = await readUpload('export.zip', zip, OPTIONS);
	const items = await Array.fromAsync(upload.items);
	expect(upload.collections).toEqual(collections);
	const path = '../files/Manual-K-20-.pdf';
	const local = (article: ArticleInput): unknown =>
		JSON.parse(
			JSON.stringify(article)
				.replaceAll(at, path)
				.replace(/\[(one that is gone)\]\([^)]+\)/, '$1'),
		);
	expect(items.map((item) => item.item)).toEqual(expect.arrayContaining(articles.map(local)));
	expect(items.length).toBe(3);
	const files = items.flatMap((item) => ('files' in item ? (item.files ?? []) : []));
	expect(await Promise.all(files.map(async (file) => [file.address, (await file.read()).toString()]))).toEqual([
		[path, 'pdf'],
		[`${path}#page=3`, 'pdf'],
	]);
});

test('a site gives its pages without their navigation', async () => {
	const page = `<!doctype html><html lang="vi"><head><title>Hoàn tiền | Cửa hàng</title><style>p{}</style></head><body><nav>Menu</nav>
		<main><h1>Hoàn <em>tiền</em></h1><p>Chờ <strong>7 ngày</strong>. <a href="../other.html">Khác</a> <img src="img/a.png" alt="Ảnh"></p>
		<script>alert(1)</script><table><tr><th>a</th></tr><tr><td>1 | 2</td></tr></table><p>12:30 :::note</p></main><footer>Chân trang</footer></body></html>`;
	const items = await readZip({
		'help/refund.html': page,
		'other.html': '<title>Other – Shop</title><p>x',
		'empty.html': '<script>x</script>',
		'help/img/a.png': 'png',
	});
	const refund = items.get('help/refund.html');
	expect(refund?.item).toMatchObject({
		external_id: 'help/refund',
		lang: 'vi',
		title: 'Hoàn tiền',
		collection: 'help',
	});
	expect(refund?.item?.body).toContain('Chờ **7 ngày**. [Khác](/articles/other)');
	expect(refund?.item?.body).not.toMatch(/Menu|Chân trang|alert|# Hoàn/);
	expect(refund && 'files' in refund && refund.files?.map((file) => file.address)).toEqual(['img/a.png']);
	expect(items.get('other.html')?.item).toMatchObject({ title: 'Other', lang: 'en', body: 'x' });
	expect(items.get('empty.html')?.error?.code).toBe('empty_page');
});

test('a page nested too deeply fails alone', async () => {
	const items = await readZip({ 'deep.html': `<p>${'<b><i><div>'.repeat(20_000)}x`, 'ok.html': '<h1>Fine</h1>' });
	expect([...items.values()].map((item) => item.error?.code)).toEqual(['unreadable_html', undefined]);
});

test('a collection that cannot be read is named, and the others are there all the same', async () => {
	const upload = async (yaml: string) => {
		const zip = await zipOf({ 'collections.yaml': yaml, 'oil.md': '# Oil' });
		const { collections, items } = await readUpload('site.zip', zip, OPTIONS);
		const failures = (await Array.fromAsync(items)).filter(({ error }) => error);
		return { ids: collections.map(({ external_id }) => external_id), failures };
	};
	const texts = (title: string) => `texts: [{ lang: en, title: '${title}' }]`;
	const list = [`external_id: care, ${texts('Care')}`, `external_id: bad, ${texts('')}`, `external_id: oil, texts: []`];
	expect(await upload(list.map((entry) => `- { ${entry} }`).join('\n'))).toMatchObject({
		ids: ['care', 'oil'],
		failures: [{ line: 'collections.yaml: 2', error: { code: 'collection_invalid' } }],
	});
	for (const yaml of ['care: {}', '[unfinished'])
		expect(await upload(yaml)).toMatchObject({ ids: [], failures: [{ line: 'collections.yaml' }] });
	expect(await upload('')).toEqual({ ids: [], failures: [] });
});

test('a Zendesk help centre becomes articles with translations and collections', async () => {
	const help = {
		categories: [{ id: 1, name: 'Care', locale: 'en-us', description: '' }],
		sections: [{ id: 2, category_id: 1, name: 'Oil', locale: 'en-us', position: 3 }],
		articles: [
			{
				id: 10,
				title: 'Change oil',
				body: '<p>See <a href="https://x.zendesk.com/hc/en-us/articles/11-Filter#b">filter</a></p><script>x</script>',
				locale: 'en-us',
				draft: false,
				section_id: 2,
				label_names: ['oil'],
				translations: [{ locale: 'zh-cn', title: '换油', body: '<p>看</p>' }],
			},
			{ id: 11, title: 'Filter', body: null, locale: 'th', draft: true, section_id: 2 },
			{ id: 12, locale: 5 },
		],
		translations: [
			{
				source_id: 11,
				source_type: 'Article',
				locale: 'vi',
				title: 'Lọc',
				body: '<ul><li>một</li></ul>',
				draft: false,
			},
		],
	};
	const upload = await readUpload('help.json', Buffer.from(JSON.stringify(help, null, 1)), OPTIONS);
	const items = await Array.fromAsync(upload.items);
	expect(items.map((item) => [item.item?.external_id, item.item?.lang, item.item?.status, item.error?.code])).toEqual([
		['zendesk-article-10', 'en-US', 'published', undefined],
		['zendesk-article-10', 'zh-Hans', 'published', undefined],
		['zendesk-article-11', 'th', 'draft', undefined],
		['zendesk-article-11', 'vi', 'published', undefined],
		[undefined, undefined, undefined, 'invalid_article'],
	]);
	expect(items[0]?.item).toMatchObject({
		body: 'See [filter](/articles/zendesk-article-11#b)\n',
		collection: 'zendesk-section-2',
	});
	expect(upload.collections).toEqual([
		{ external_id: 'zendesk-category-1', texts: [{ lang: 'en-US', title: 'Care', description: '' }] },
		{
			external_id: 'zendesk-section-2',
			parent: 'zendesk-category-1',
			position: 3,
			texts: [{ lang: 'en-US', title: 'Oil', description: '' }],
		},
	]);
});

test('the format is told by content first', async () => {
	const line = '{"external_id":"a","lang":"en","title":"articles","body":"x"}';
	const zipped = async (path: string) => (await zipFiles(await zipOf({ [path]: '' }))).files;
	expect(detectFormat('x', Buffer.from(`${line}\n${line}`))).toBe('ndjson');
	expect(detectFormat('x', Buffer.from('{"count":1,"articles":[]}'))).toBe('zendesk');
	expect(detectFormat('x.txt', Buffer.from('<!DOCTYPE html><p>x'))).toBe('html');
	expect(detectFormat('faq.csv', Buffer.from('question,answer'))).toBe('csv');
	expect(detectFormat('x.pdf', Buffer.alloc(0), await zipped('xl/workbook.xml'))).toBe('xlsx');
	expect(detectFormat('x.zip', Buffer.alloc(0), await zipped('a.md'))).toBe('markdown_zip');
	expect(detectFormat('x.exe', Buffer.from('MZ'))).toBe(undefined);
	expect((await read('x.exe', 'MZ')).map((item) => item.error?.code)).toEqual(['unknown_format']);
	expect((await read('x.zip', 'PK broken')).map((item) => item.error?.code)).toEqual(['zip_broken']);
});
