import { describe, expect, test } from 'vitest';
import { explainSearch } from './explain.ts';
import { tryOut } from './try-out.ts';
import { search } from './search.ts';
import { remove, searchIndex, upsert } from './search-index.ts';
import { built, shelf } from './shelf.fixture.ts';
import type { SearchDocument } from './types.ts';
import { ownWords, type TaughtWord } from './words.ts';

const synonym = (phrase: string, means: string, lang = 'en', both = true): TaughtWord => ({
	lang,
	kind: 'synonym',
	phrase,
	means,
	both,
});

const page = (id: string, title: string, text: string, lang = 'en'): SearchDocument => ({
	id,
	articleId: id,
	lang,
	title,
	questions: [],
	passages: [{ heading: '', text }],
});

const ASKED = [
	'my compressor is leaking oil, what should I do',
	'compresor leeking oyl',
	'Why is there oil under my machine?',
	'E-47 refund oil leak 漏油 退款',
	'空压机漏油怎么办',
	'may nen khi bi ro dau',
	'ขอเงินคืน',
	'guarantee for filters',
];

describe('an explanation', () => {
	test.each(ASKED)('of "%s" adds up to the scores that ranking gave', async (question) => {
		const index = searchIndex(await built(shelf.slice(0, 7)));
		for (const document of shelf.slice(7)) upsert(index, document);
		const options = { words: ownWords([synonym('guarantee', 'warranty')]) };
		const { hits } = search(index, question, options);
		const { articles } = explainSearch(index, question, options);
		expect(articles.map(({ articleId }) => articleId)).toEqual(hits.map(({ articleId }) => articleId));
		articles.forEach(({ gains, bonus }, i) => {
			const sum = gains.reduce((all, { share }) => all + share, bonus);
			expect(Math.min(1, sum)).toBeCloseTo(hits[i]!.score, 4);
		});
		expect(articles.length).toBeGreaterThan(0);
	});

	test('says what was found how, what was not found, and that a question is an example word for word', async () => {
		const index = searchIndex(await built(shelf));
		const { articles, terms } = explainSearch(index, 'compresor giraffe oil', { lang: 'en' });
		expect(articles[0]).toMatchObject({ articleId: 'leak', missing: ['giraff'], bonus: 0, factor: 1 });
		expect(articles[0]?.gains.map(({ term, how }) => [term, how])).toEqual(
			expect.arrayContaining([
				['compressor', 'spelling'],
				['oil', 'asked'],
			]),
		);
		expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
		expect(explainSearch(index, 'where is my money').articles[0]?.bonus).toBeGreaterThan(0);
	});
});

describe('a fork', () => {
	test('has what is tried out and leaves the index as it is', async () => {
		const index = searchIndex(await built(shelf.slice(0, 8)));
		for (const document of shelf.slice(8)) upsert(index, document);
		const before = ASKED.map((question) => search(index, question));
		const leak = shelf.find(({ id }) => id === 'leak-en')!;
		const { index: fork, isStale } = await tryOut(() => index, [{ ...leak, questions: ['The giraffe drips'] }]);
		expect(search(fork, 'the giraffe drips').hits[0]).toMatchObject({ articleId: 'leak', features: { exact: true } });
		expect(search(fork, '空压机漏油怎么办').hits).toEqual(search(index, '空压机漏油怎么办').hits);
		expect(search(index, 'the giraffe drips').hits[0]?.features.exact ?? false).toBe(false);
		expect(ASKED.map((question) => search(index, question))).toEqual(before);
		expect(isStale()).toBe(false);
		remove(index, 'leak-en');
		expect(index.translations.has('leak-en')).toBe(false);
		expect(isStale()).toBe(true);
	});

	test('begins again when the index changes while it is made', async () => {
		const index = searchIndex();
		const documents = Array.from({ length: 30 }, (_, i) => page(`d${i}`, `Draft ${i}`, 'A draft about oil.'));
		const trying = tryOut(() => index, documents);
		upsert(index, page('late', 'The giraffe', 'It drips.'));
		const { index: fork } = await trying;
		expect([fork.translations.size, fork.translations.has('late'), index.translations.size]).toEqual([31, true, 1]);
	});

	test('may bring a language that nothing was written in', async () => {
		const index = searchIndex();
		const { index: fork } = await tryOut(() => index, [page('a', 'Öl läuft aus', 'Der Kompressor verliert Öl.', 'de')]);
		expect(search(fork, 'öl', { lang: 'de' }).hits[0]?.id).toBe('a');
	});
});

describe('synonyms', () => {
	const library = [
		page('own', 'What the warranty covers', 'The warranty covers material for two years.'),
		page('other', 'What the guarantee costs', 'The guarantee costs nothing.'),
		page('sign', 'Sign in to your account', 'Use your address to sign in.'),
		page('noise', 'The machine is loud', 'Check the belt and the filter.'),
	];
	const index = searchIndex();
	for (const document of library) upsert(index, document);
	const ids = (question: string, ...taught: TaughtWord[]) =>
		search(index, question, { lang: 'en', words: ownWords(taught) }).hits.map(({ id }) => id);

	const scoreOf = (question: string, ...taught: TaughtWord[]) =>
		search(index, question, { lang: 'en', words: ownWords(taught) }).hits.find(({ id }) => id === 'sign')?.score ?? 0;

	test('find what is meant, in both directions or one', () => {
		expect(ids('log')).not.toContain('sign');
		expect(ids('how do I log in', synonym('log in', 'sign in'))[0]).toBe('sign');
		expect(scoreOf('how do I log in', synonym('log in', 'sign in'))).toBeGreaterThan(2 * scoreOf('how do I log in'));
		expect(ids('guarantee', synonym('guarantee', 'warranty'))).toEqual(['other', 'own']);
		expect(ids('warranty', synonym('guarantee', 'warranty', 'en', false))).toEqual(['own']);
	});

	test('never make what has the very words worse', () => {
		for (const question of ['guarantee', 'what the guarantee costs', 'warranty', 'sign in', 'two years warranty']) {
			const plain = search(index, question, { lang: 'en' }).hits;
			const words = ownWords([synonym('guarantee', 'warranty'), synonym('log in', 'sign in')]);
			const taught = search(index, question, { lang: 'en', words }).hits;
			for (const { id, score } of plain)
				expect(taught.find((hit) => hit.id === id)!.score).toBeGreaterThanOrEqual(score - 1e-9);
			expect(taught[0]?.id).toBe(plain[0]?.id);
		}
	});

	test('work in scripts without spaces and in Vietnamese without its marks', () => {
		const other = searchIndex();
		upsert(other, page('zh', '保修多长时间', '保修两年。', 'zh-Hans'));
		upsert(other, page('vi', 'Bảo hành bao lâu', 'Bảo hành hai năm.', 'vi'));
		const words = ownWords([synonym('质保', '保修', 'zh-Hans'), synonym('cam kết', 'bảo hành', 'vi')]);
		expect(search(other, '质保', { lang: 'zh-Hans' }).hits[0]?.score ?? 0).toBeLessThan(0.1);
		expect(search(other, '质保', { lang: 'zh-Hans', words }).hits[0]?.score).toBeGreaterThan(0.2);
		expect(search(other, 'cam ket', { lang: 'vi', words }).hits[0]?.id).toBe('vi');
	});

	test('a stop word hardly counts any more', () => {
		const stop: TaughtWord = { lang: 'en', kind: 'stop', phrase: 'machine', means: '', both: false };
		expect(ids('machine warranty')).toContain('noise');
		expect(ids('machine warranty', stop)[0]).toBe('own');
		const { score } = search(index, 'machine warranty', { lang: 'en', words: ownWords([stop]) }).hits[0]!;
		expect(score).toBeGreaterThan(search(index, 'machine warranty', { lang: 'en' }).hits[0]!.score);
	});
});
