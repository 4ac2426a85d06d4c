import { foldMarks } from './fold.ts';

export type Piece = { text: string; hit: boolean };

const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HAN = /\p{Script=Han}/u;
const CLUSTERS = new Intl.Segmenter('th', { granularity: 'grapheme' });
const RUN = new RegExp(`(?:${UNSPACED.source}|\\p{M})+|[\\p{L}\\p{N}\\p{M}]+`, 'gu');
/** What runs without spaces must share at least so many characters: two signs are a word in Chinese, in Thai a piece of every other word. */
const LEAST = { han: 2, other: 4 };
/** Words count as the same when they begin alike for so long: `filters` in the text for `filter` in the question. */
const STEM = 4;

/** A text cut into pieces that answer to the question's words and pieces that do not; together they are the text. */
export function highlight(text: string, question: string): Piece[] {
	const wanted = termsOf(question);
	const pieces: Piece[] = [];
	const add = (part: string, hit: boolean) => {
		const last = pieces.at(-1);
		if (last?.hit === hit) last.text += part;
		else if (part) pieces.push({ text: part, hit });
	};
	let from = 0;
	for (const { 0: run, index } of text.matchAll(RUN)) {
		add(text.slice(from, index), false);
		if (UNSPACED.test(run)) for (const { part, hit } of byParts(run, wanted.runs)) add(part, hit);
		else
			add(
				run,
				wanted.words.some((word) => alike(word, plain(word) === word ? plain(run) : lower(run))),
			);
		from = index + run.length;
	}
	add(text.slice(from), false);
	return pieces;
}

function termsOf(question: string): { words: string[]; runs: string[] } {
	const runs = question.match(RUN) ?? [];
	const words = runs
		.filter((run) => !UNSPACED.test(run))
		.map(lower)
		.filter((word) => word.length > 1);
	return { words, runs: runs.filter((run) => UNSPACED.test(run)) };
}

/** Marks every part that the run has in common with one of the question's, if it is long enough and no vowel or tone is torn off. */
function byParts(run: string, wanted: string[]): { part: string; hit: boolean }[] {
	const signs = [...CLUSTERS.segment(run)].map(({ segment }) => segment);
	const hits = signs.map(() => false);
	for (const question of wanted) {
		const least = Math.min(question.length, HAN.test(question) ? LEAST.han : LEAST.other);
		for (let from = 0; from < signs.length; from++) {
			const to = endOfShared(signs, from, question);
			if (signs.slice(from, to).join('').length >= least) hits.fill(true, from, to);
		}
	}
	return signs.map((part, i) => ({ part, hit: hits[i] ?? false }));
}

/** How far the signs from `from` on stand in the question one after the other. */
function endOfShared(signs: string[], from: number, question: string): number {
	let to = from;
	for (let part = signs[to] ?? ''; to < signs.length && question.includes(part); part += signs[to] ?? '') to++;
	return to;
}

const alike = (a: string, b: string) =>
	a === b || (Math.min(a.length, b.length) >= STEM && (a.startsWith(b) || b.startsWith(a)));

const lower = (word: string) => word.toLowerCase().normalize('NFC');

/** Words typed without their marks are found with any; typed with them, `dầu` is not `đầu`. */
const plain = (word: string) => foldMarks(lower(word));
