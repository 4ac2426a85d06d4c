import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { type TestServer, testServer } from '../../../../../tests/support/server.ts';
import { addExample } from '../../add-example.ts';
import { fillFacts } from '../facts/keep-facts.ts';

let one: TestServer;

const TEXTS = [
	['filter', 'en', 'Changing the oil filter', 'Compressors of maintenance class E-47 want a new filter element.'],
	['warranty', 'vi', 'Bảo hành máy nén khí', 'Đổi trả sản phẩm trong vòng mười hai tháng.'],
	['cooling', 'zh-Hans', '更换空压机油过滤器', '压缩机的维护周期为两千小时。'],
	['dryer', 'th', 'การรับประกันเครื่องอัดอากาศ', 'เปลี่ยนไส้กรองทุกหกเดือน น้ำมันต้องสะอาด'],
	['late', 'zh-Hant', '壓縮機保固條款', '保固期為兩年。'],
] as const;

beforeAll(async () => {
	one = await testServer();
	for (const [name, lang, title, body] of TEXTS) {
		const status = name === 'filter' ? 'archived' : 'draft';
		await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, { body: { lang, title, body, status } });
	}
});
afterAll(() => one.stop());

async function found(q: string, more = ''): Promise<string[]> {
	const { body } = await one.call('GET', `/api/v1/knowledge/articles?q=${encodeURIComponent(q)}${more}`);
	return (body.items as { external_id: string }[]).map(({ external_id }) => external_id);
}

test.each([
	['comp', ['filter']],
	['compressor', ['filter']],
	['maintena', ['filter']],
	['MAINTENANCE', ['filter']],
	['oil filt', ['filter']],
	['oil filters', ['filter']],
	['e-47', ['filter']],
	['e4', ['filter']],
	['filter oil', ['filter']],
	['fil x', []],
	['bảo', ['warranty']],
	['bao', ['warranty']],
	['bao h', ['warranty']],
	['bảo hàn', ['warranty']],
	['bao hanh may nen', ['warranty']],
	['báo hanh', []],
	['doi tra', ['warranty']],
	['đổi', ['warranty']],
	['油', ['cooling']],
	['空压', ['cooling']],
	['空壓機', ['cooling']],
	['过滤器', ['cooling']],
	['压缩机', ['cooling', 'late']],
	['維護', ['cooling']],
	['保固', ['late']],
	['รับ', ['dryer']],
	['รับประกัน', ['dryer']],
	['ไส้', ['dryer']],
	['น้ำ', ['dryer']],
	['น้ำมัน', ['dryer']],
	['ป', ['dryer']],
])('while typing %s', async (q, names) => {
	expect((await found(q)).toSorted()).toEqual(names);
});

test('what is in the title comes first, with two lines around the words', async () => {
	await one.call('PUT', '/api/v1/articles/by-external-id/other', {
		body: { lang: 'en', title: 'Belts', body: 'Long before that.\n\nWhen the belt squeals, look at the oil.' },
	});
	expect(await found('oil')).toEqual(['filter', 'other']);
	const { items } = (await one.call('GET', '/api/v1/knowledge/articles?q=squeals')).body;
	expect(items).toMatchObject([
		{ match: { lang: 'en', title: 'Belts', excerpt: '… When the belt squeals, look at the oil.' } },
	]);
});

test('a working copy is found as it is being written, and what it replaces until then', async () => {
	const { items } = (await one.call('GET', '/api/v1/knowledge/articles?q=belts')).body;
	const place = `/api/v1/articles/${items[0].id}/translations/en`;
	const { revision } = (await one.call('GET', `${place}/draft`)).body;
	const body = {
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tighten the pulley.' }] }],
	};
	const text = { revision, title: 'Drive belts', slug: null, questions: [], attachments: [], body };
	const saved = await one.call('PUT', `${place}/draft`, { body: text });
	expect([await found('pulley'), await found('squeals'), await found('drive')]).toEqual([
		['other'],
		['other'],
		['other'],
	]);
	await one.call('DELETE', `${place}/draft?revision=${saved.body.revision}`);
	expect([await found('pulley'), await found('squeals')]).toEqual([[], ['other']]);
});

test('marks and operators of the database mean nothing, and signs alone find nothing', async () => {
	for (const q of ["o'neil", 'a & b | !c', "'", '\\', ':*', 'filter:*', '"oil" <-> filter', '((', '%_', '🙂'])
		expect([q, (await one.call('GET', `/api/v1/knowledge/articles?q=${encodeURIComponent(q)}`)).status]).toEqual([
			q,
			200,
		]);
	expect(await found('!!!')).toEqual([]);
});

test('what was written past the verbs is found after the job has read it', async () => {
	await one.app.database.db.deleteFrom('translation_facts').execute();
	expect(await found('oil')).toEqual([]);
	expect(await fillFacts({ db: one.app.database.db, transact: one.app.transact })).toBe(6);
	expect(await found('oil')).toEqual(['filter', 'other']);
	expect(await fillFacts({ db: one.app.database.db, transact: one.app.transact })).toBe(0);
});

test('texts that no index takes as they are can be written all the same', async () => {
	const body = [
		`ก${'\u0e48'.repeat(5_000)}ข`,
		`[long](/articles/${'x'.repeat(5_000)}) [nul](/articles/%00) [broken](/articles/%e0%a4)`,
		Array.from({ length: 8_000 }, (_, i) => `w${i}${'x'.repeat(50)}`).join(' '),
	].join('\n\n');
	const put = await one.call('PUT', '/api/v1/articles/by-external-id/strange', {
		body: { lang: 'th', title: 'Strange', body },
	});
	expect(put.status).toBe(200);
	expect(await found('strange w123xx')).toEqual(['strange']);
	expect(
		(await one.call('GET', `/api/v1/knowledge/articles?q=${encodeURIComponent(`ก${'\u0e48'.repeat(300)}ข`)}`)).status,
	).toBe(200);
});

test('an example question that somebody adds to a published text is found at once', async () => {
	const at = '/api/v1/articles/by-external-id/gauge';
	const { article_id } = (await one.call('PUT', at, { body: { lang: 'en', title: 'Gauge', body: 'Text.' } })).body;
	const example = { article_id, lang: 'en', question: 'Why does the needle tremble?' };
	await one.app.transact((tx) => addExample(tx, SYSTEM, example));
	expect(await found('tremble')).toEqual(['gauge']);
});
