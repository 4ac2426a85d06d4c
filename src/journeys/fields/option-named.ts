import { readOrdinal } from '#core/reading/answers/read-ordinal.ts';
import { foldMarks, normalize } from '#core/text/fold.ts';
import type { Option } from '../shapes.ts';

/** The option that is meant, by its value, its words or its place; nothing where none or several fit. */
export function optionIn(input: string, options: readonly Option[], lang: string): string | undefined {
	const exact = options.find(({ value }) => value === input);
	if (exact) return exact.value;
	const said = plain(input);
	const called = options.filter((option) => wordsOf(option).includes(said));
	if (called.length === 1) return called[0]?.value;
	const index = readOrdinal(input, { lang, count: options.length });
	if (index !== undefined) return options[index]?.value;
	const named = optionsNamed(input, options);
	return named.length === 1 ? named[0] : undefined;
}

/** Those whose words stand in a longer text, in its order; where one's words hold another's, the longer are meant. */
export function optionsNamed(text: string, options: readonly Option[]): string[] {
	let rest = plain(text);
	const found: { value: string; at: number }[] = [];
	const named = options.flatMap((option) => wordsOf(option).map((words) => ({ words, value: option.value })));
	for (const { words, value } of named.toSorted((a, b) => b.words.length - a.words.length)) {
		const at = whereIn(rest, words);
		if (at < 0) continue;
		rest = rest.slice(0, at) + ' '.repeat(words.length) + rest.slice(at + words.length);
		if (!found.some((one) => one.value === value)) found.push({ value, at });
	}
	return found.toSorted((a, b) => a.at - b.at).map(({ value }) => value);
}

/** Where spaces part words a word is a whole one. */
function whereIn(text: string, words: string): number {
	if (words === '') return -1;
	const at = text.indexOf(words);
	if (at < 0 || !/^[\p{Script=Latin}\d]/u.test(words)) return at;
	const within = /[\p{L}\d]/u;
	return within.test(text[at - 1] ?? ' ') || within.test(text[at + words.length] ?? ' ') ? -1 : at;
}

const wordsOf = ({ label, also = [] }: Option): string[] => [label, ...also].map(plain);

const plain = (text: string): string =>
	foldMarks(normalize(text))
		.replaceAll(/[\s.,!?]+/g, ' ')
		.trim();
