import { describe, expect, test } from 'vitest';
import { NO_RECORDS } from './records.ts';
import { remove, searchIndex, upsert, wantsRebuild } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';
import { search } from './search.ts';
import { finishSegment, segmentBuilder } from './segment-builder.ts';
import type { SearchDocument } from './types.ts';
import { built, shelf } from './shelf.fixture.ts';

const article = (id: string, lang: string, title: string, text: string, questions: string[] = []): SearchDocument => ({
	id: `${id}-${lang}`,
	articleId: id,
	lang,
	title,
	questions,
	passages: [{ heading: '', text }],
});

const live = (documents: SearchDocument[]): SearchIndex => {
	const index = searchIndex();
	for (const document of documents) upsert(index, document);
	return index;
};

/** These tests change nothing, so one index serves them all. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
	let made: Promise<T> | undefined;
	return () => (made ??= make());
};

const first = (index: SearchIndex, question: string, lang?: string) =>
	search(index, question, lang ? { lang } : {}).hits[0]?.id;

describe.each([
	['put in one by one', once(async () => live(shelf))],
	['built', once(async () => searchIndex(await built(shelf)))],
])('a shelf of articles %s', (_, open) => {
	test.each([
		['en', 'my compressor is leaking oil, what should I do', 'leak-en'],
		['en', 'compresor leeking oyl', 'leak-en'],
		['en', 'how can I get my money back', 'refund-en'],
		['en', 'what does E47 mean', 'error-en'],
		['en', 'is there a fault e-47', 'error-en'],
		['zh-Hans', '空压机漏油怎么办', 'leak-zh-Hans'],
		['zh-Hant', '空壓機漏油怎麼辦', 'leak-zh-Hans'],
		['zh-Hans', '退', 'refund-zh-Hans'],
		['zh-Hans', '想退钱', 'refund-zh-Hans'],
		['vi', 'máy nén khí bị rò dầu', 'leak-vi'],
		['vi', 'may nen khi bi ro dau', 'leak-vi'],
		['vi', 'hoàn tiền mất bao lâu', 'refund-vi'],
		['th', 'เครื่องอัดลมน้ำมันรั่วทำอย่างไร', 'leak-th'],
		['th', 'ขอเงินคืน', 'refund-th'],
	])('in %s, "%s" finds %s, with or without being told the language', async (lang, question, id) => {
		const index = await open();
		expect(first(index, question, lang)).toBe(id);
		if (lang !== 'zh-Hant') expect(first(index, question)).toBe(id);
	});

	test('shows each article once, with falling scores between 0 and 1', async () => {
		const { hits } = search(await open(), 'E-47 refund oil leak 漏油 退款', {});
		expect(new Set(hits.map(({ articleId }) => articleId)).size).toBe(hits.length);
		const scores = hits.map(({ score }) => score);
		expect(scores).toEqual(scores.toSorted((a, b) => b - a));
		expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
	});

	test('names the section that answers', async () => {
		const { hits } = search(await open(), 'which gasket fits the drain plug', { lang: 'en' });
		expect(hits[0]).toMatchObject({ id: 'leak-en', passage: 1 });
	});

	test('knows an example question again, whatever its case and punctuation', async () => {
		const [hit] = search(await open(), 'WHERE is my money?!', { lang: 'en' }).hits;
		expect(hit).toMatchObject({ id: 'refund-en', features: { exact: true } });
	});

	test('gives evidence that is stronger for a good question than for a foreign one', async () => {
		const index = await open();
		const [good] = search(index, 'how long does a refund take', { lang: 'en' }).hits;
		const [poor] = search(index, 'how long does a flight to the moon take', { lang: 'en' }).hits;
		expect(good!.features.coverage).toBeGreaterThan(0.8);
		expect(poor?.features.coverage ?? 0).toBeLessThan(0.5);
		expect(good!.score).toBeGreaterThan(poor?.score ?? 0);
	});

	test('suggests while a word is being typed', async () => {
		const index = await open();
		expect(search(index, 'how long does a refu', { lang: 'en', prefix: true }).hits[0]?.id).toBe('refund-en');
		expect(search(index, 'may nen khi r', { lang: 'vi', prefix: true }).hits[0]?.id).toBe('leak-vi');
	});

	test.each([
		'',
		' ',
		'👍',
		'\ud800',
		'<script>',
		'.*',
		"' OR 1=1 --",
		'x'.repeat(10_000),
		'漏'.repeat(10_000),
		'oil '.repeat(2_500),
		'oil 漏油 dầu น้ำมัน',
	])('takes any question: %j', async (question) => {
		const index = await open();
		for (const prefix of [false, true]) expect(search(index, question, { prefix }).hits.length).toBeLessThanOrEqual(10);
	});
});

describe('the language of a hit', () => {
	const body = 'Descale the KX90 boiler with vinegar.';
	const index = live([
		article('a', 'en', 'Descaling the KX90', body),
		article('a', 'zh-Hant', 'KX90 除垢', '用醋除垢'),
		article('a', 'vi', 'Tẩy cặn KX90', 'Tẩy cặn bằng giấm'),
		article('b', 'th', 'ล้างตะกรัน KX90', 'ใช้น้ำส้มสายชู'),
		article('c', 'de', 'KX90 entkalken', 'Mit Essig entkalken'),
		article('c', 'en', 'Vinegar for the KX90', 'Use white vinegar.'),
	]);
	const shown = (articleId: string, lang: string, fallbackLang?: string) =>
		search(index, 'KX90', { lang, ...(fallbackLang && { fallbackLang }) }).hits.find(
			(hit) => hit.articleId === articleId,
		)?.lang;

	test('is the one asked for', () => expect(shown('a', 'vi')).toBe('vi'));
	test('else the same language in another script', () => expect(shown('a', 'zh-Hans')).toBe('zh-Hant'));
	test('else the default of the site', () =>
		expect([shown('a', 'th', 'en'), shown('c', 'th', 'de')]).toEqual(['en', 'de']));
	test('else whatever matched: no language is filtered out', () => expect(shown('b', 'vi', 'en')).toBe('th'));
});

describe('changes', () => {
	test('show at once and leave with the translation', () => {
		const index = live(shelf);
		upsert(index, article('new', 'en', 'Noise at night', 'The silencer hums after midnight.'));
		expect(first(index, 'humming silencer', 'en')).toBe('new-en');
		upsert(index, article('new', 'en', 'Noise at night', 'A rubber mat keeps the floor calm.'));
		expect(search(index, 'silencer hums after midnight', { lang: 'en' }).hits.map(({ id }) => id)).not.toContain(
			'new-en',
		);
		expect(first(index, 'rubber mat', 'en')).toBe('new-en');
		expect(remove(index, 'new-en')).toBe(true);
		expect(remove(index, 'new-en')).toBe(false);
		expect(search(index, 'rubber mat', { lang: 'en' }).hits.map(({ id }) => id)).not.toContain('new-en');
	});

	test('reach what was built before', async () => {
		const index = searchIndex(await built(shelf));
		remove(index, 'leak-en');
		expect(search(index, 'oil leak', { lang: 'en' }).hits.map(({ id }) => id)).not.toContain('leak-en');
		upsert(index, article('refund', 'en', 'Money back', 'Vouchers only, from now on.'));
		expect(search(index, 'vouchers', { lang: 'en' }).hits[0]).toMatchObject({ id: 'refund-en' });
		expect(first(index, 'vuochers', 'en')).toBe('refund-en');
	});

	const noise = article('noise', 'en', 'Noise at night', 'The silencer hums after midnight, and a mat helps.', [
		'Why is the machine so loud at night when nobody works with it?',
		'What can be done about the humming that the neighbours hear?',
	]);

	const emptyBase = {
		built: [{ lang: 'en', segment: finishSegment(segmentBuilder()), entries: [] }],
		records: NO_RECORDS,
	};

	test('weigh as much as if they had been built, also in a field that nothing built has', async () => {
		const plain = shelf.map((document) => ({ ...document, questions: [] }));
		const changed = searchIndex(await built(plain));
		upsert(changed, noise);
		const whole = searchIndex(await built([...plain, noise]));
		const question = 'what about the humming at night';
		expect(search(changed, question).hits[0]).toEqual(search(whole, question).hits[0]);
	});

	test.each([
		['while it was built', async () => emptyBase],
		['afterwards', () => built([{ ...noise, title: 'Noise', questions: ['Why?'] }])],
	])('weigh as much where all articles of a language left %s', async (_, build) => {
		const emptied = searchIndex(await build());
		remove(emptied, noise.id);
		for (const document of [...shelf, noise]) upsert(emptied, document);
		const question = 'the humming silencer leaks oil';
		expect(search(emptied, question)).toEqual(search(live([...shelf, noise]), question));
	});

	test('ask for a rebuild when there are many', () => {
		const index = live(shelf);
		expect(wantsRebuild(index)).toBe(false);
		for (let i = 0; i < 120; i++) upsert(index, article('same', 'en', `Note ${i}`, 'Nothing new.'));
		expect(wantsRebuild(index)).toBe(true);
	});

	test('a word that is typed out comes before the words it begins', () => {
		const index = live([
			article(
				'separator',
				'en',
				'Oil-water separator',
				'Oily condensate goes through the oil-water separator, an oiler, oils.',
			),
			article('change', 'en', 'How to change the oil', 'Drain the oil, then fill in new oil.'),
			...Array.from({ length: 20 }, (_, i) => article(`x${i}`, 'en', `Note ${i}`, 'The oil is checked every week.')),
		]);
		const typed = search(index, 'how do i change the oil', { lang: 'en', prefix: true });
		expect(typed.hits[0]?.id).toBe('change-en');
		expect(search(index, 'oily cond', { lang: 'en', prefix: true }).hits[0]?.id).toBe('separator-en');
	});

	test('an empty index answers nothing', () => {
		expect(search(searchIndex(), 'anything at all', {}).hits).toEqual([]);
	});
});

test('a title that is only the beginning of the text earns nothing extra', () => {
	const text = 'The quarterly maintenance of the dryer begins with the filter and ends with the dew point sensor.';
	const cut = live([article('a', 'en', text.slice(0, 60), text), article('b', 'en', 'Dryer care', text)]);
	const { hits } = search(cut, 'quarterly maintenance dryer', { lang: 'en' });
	expect(hits.map(({ features }) => features.headCoverage)).toEqual([expect.any(Number), 0]);
	expect(hits[0]!.id).toBe('b-en');
});

test('common words find their articles among thousands, with the lists in blocks and dense', async () => {
	const many = Array.from({ length: 3_000 }, (_, i) =>
		article(
			`n${i}`,
			'en',
			`Part ${i}`,
			`The usual pump number ${i} ${i % 3 ? 'has a blue' : 'needs a red'} valve ${i === 1234 ? 'and a platinum nozzle' : ''}`,
		),
	);
	const index = searchIndex(await built(many));
	expect(first(index, 'the usual pump has a platinum nozzle', 'en')).toBe('n1234-en');
	expect(first(index, 'part 2718', 'en')).toBe('n2718-en');
	const { hits } = search(index, 'red valve', { lang: 'en', limit: 50 });
	expect(hits.every(({ articleId }) => Number(articleId.slice(1)) % 3 === 0)).toBe(true);
});
