import { foldMarks } from '#core/text/fold.ts';

export type Piece = { text: string; hit: boolean };

const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const RUN = new RegExp(`(?:${UNSPACED.source}|\\p{M})+|[\\p{L}\\p{N}\\p{M}]+`, 'gu');
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
		if (UNSPACED.test(run)) for (const { part, hit } of byPairs(run, wanted.pairs)) add(part, hit);
		else
			add(
				run,
				wanted.words.some((word) => alike(word, plain(run))),
			);
		from = index + run.length;
	}
	add(text.slice(from), false);
	return pieces;
}

function termsOf(question: string): { words: string[]; pairs: Set<string> } {
	const runs = question.match(RUN) ?? [];
	const words = runs
		.filter((run) => !UNSPACED.test(run))
		.map(plain)
		.filter((word) => word.length > 1);
	return { words, pairs: new Set(runs.filter((run) => UNSPACED.test(run)).flatMap(pairsOf)) };
}

/** Runs without spaces are compared by neighbouring characters, as the index does. */
function pairsOf(run: string): string[] {
	const characters = [...run];
	return characters.length === 1
		? characters
		: characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function byPairs(run: string, pairs: Set<string>): { part: string; hit: boolean }[] {
	const characters = [...run];
	return characters.map((part, i) => {
		const hit = pairs.has(part) || pairs.has(`${characters[i - 1]}${part}`) || pairs.has(`${part}${characters[i + 1]}`);
		return { part, hit };
	});
}

const alike = (a: string, b: string) =>
	a === b || (Math.min(a.length, b.length) >= STEM && (a.startsWith(b) || b.startsWith(a)));

const plain = (word: string) => foldMarks(word.toLowerCase().normalize('NFC'));
