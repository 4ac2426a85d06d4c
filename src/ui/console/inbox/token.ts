/** What is being typed after a sign such as `@` or `/`, up to the caret: the word, and where its sign stands. */
export type Token = { from: number; word: string };

const LONGEST = 40;

/** `/` begins a line; `@` begins a word, also where words are written without spaces between them. */
export function tokenAt(text: string, caret: number, sign: '@' | '/'): Token | undefined {
	const from = text.lastIndexOf(sign, caret - 1);
	if (from < 0 || caret - from > LONGEST) return undefined;
	const word = text.slice(from + 1, caret);
	const before = text[from - 1];
	if (sign === '/')
		return (before === undefined || before === '\n') && !word.includes('\n') && !word.includes('/')
			? { from, word }
			: undefined;
	return (before === undefined || !/[\p{Script=Latin}\d.]/u.test(before)) && !word.includes('\n')
		? { from, word }
		: undefined;
}

/** The text with something put in place of the token, and where the caret then stands. */
export function replaceToken(text: string, { from, word }: Token, by: string): { text: string; caret: number } {
	const end = from + 1 + word.length;
	return { text: text.slice(0, from) + by + text.slice(end), caret: from + by.length };
}
