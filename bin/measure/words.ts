import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { between, pick, type Random, seeded } from './random.ts';

export const LANGS = ['en', 'zh-Hans', 'vi', 'th'] as const;
export type BenchLang = (typeof LANGS)[number];

export type Words = {
	/** Most frequent first. */
	ranked: string[];
	/** A word as often as its rank has it in running text; after another one mostly one that follows it in real texts. */
	common(random: Random, before?: string): string;
	/** A word that few articles hold. */
	rare(random: Random): string;
	/** Between words, and after a sentence. */
	gap: string;
	stop: string;
};

const ARTICLES = path.join(import.meta.dirname, '../../db/seed/knowledge/articles');
const DRAWS = 1 << 18;
const RARE_FROM = 400;
/** The share of such neighbours. Texts made so hold a fifth more different terms than real ones, which spares the search nothing. */
const NEIGHBOURS = 0.93;
/** Written with spaces Vietnamese has syllables, of which there are few; the others make new words by joining. */
const VOCABULARY: Record<BenchLang, number> = { en: 40_000, 'zh-Hans': 40_000, vi: 9_000, th: 40_000 };

/**
 * The vocabulary of a language: the words of the demo's articles by frequency, and a long tail made by joining parts of them, as
 * large bases have it. Drawn by Zipf's law: the word of rank r is 1/r as frequent as the first.
 */
export function wordsOf(lang: BenchLang): Words {
	const text = realText(lang);
	const ranked = withTail(lang, byFrequency(text), VOCABULARY[lang]);
	const followers = followersIn(text);
	const draws = zipfDraws(ranked.length);
	const spaced = lang === 'en' || lang === 'vi';
	return {
		ranked,
		common: (random, before = '') => {
			const known = followers.get(before);
			if (known && random() < NEIGHBOURS) return pick(random, known);
			return ranked[draws[Math.floor(random() * DRAWS)] ?? 0] ?? '';
		},
		rare: (random) => ranked[between(random, RARE_FROM, ranked.length - 1)] ?? '',
		gap: spaced ? ' ' : '',
		stop: lang === 'zh-Hans' ? '。' : lang === 'th' ? ' ' : '. ',
	};
}

/** The words of the demo's articles as they stand. */
function realText(lang: BenchLang): string[] {
	const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
	const words: string[] = [];
	for (const file of globSync(`${ARTICLES}/*.${lang}.md`).toSorted()) {
		const body = readFileSync(file, 'utf8').split('\n---\n').slice(1).join(' ');
		for (const { segment, isWordLike } of segmenter.segment(body.replaceAll(/[:|#*_`()[\]]/g, ' ')))
			if (isWordLike && !/^\d/.test(segment)) words.push(segment.toLowerCase());
	}
	return words;
}

function byFrequency(text: string[]): string[] {
	const counts = new Map<string, number>();
	for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

function followersIn(text: string[]): Map<string, string[]> {
	const followers = new Map<string, string[]>();
	for (const [i, word] of text.slice(0, -1).entries()) {
		const known = followers.get(word) ?? [];
		known.push(text[i + 1] ?? '');
		followers.set(word, known);
	}
	return followers;
}

function withTail(lang: BenchLang, real: string[], size: number): string[] {
	const random = seeded(size + lang.length);
	const all = new Set(real);
	while (all.size < size) all.add(madeUp(lang, real, random));
	return [...all];
}

/** A part number now and then; else two words in one, in alphabets the beginning of one and the end of another. */
function madeUp(lang: BenchLang, real: string[], random: Random): string {
	if (random() < 0.1) return `${pick(random, 'abdefkmp')}${pick(random, 'abdefkmp')}-${between(random, 100, 99_999)}`;
	const [first, second] = [pick(random, real), pick(random, real)];
	if (lang === 'zh-Hans' || lang === 'th') return first + second;
	return first.slice(0, Math.ceil(first.length / 2)) + second.slice(Math.floor(second.length / 2));
}

/** Ranks in the proportions of Zipf's law, so that one random index draws a word. */
function zipfDraws(size: number): Uint32Array {
	const total = Array.from({ length: size }, (_, rank) => 1 / (rank + 1)).reduce((sum, share) => sum + share, 0);
	const draws = new Uint32Array(DRAWS);
	let rank = 0;
	let passed = 1 / total;
	for (let i = 0; i < DRAWS; i++) {
		while (passed < (i + 0.5) / DRAWS && rank < size - 1) passed += 1 / (++rank + 1) / total;
		draws[i] = rank;
	}
	return draws;
}
