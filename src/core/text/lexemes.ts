import { detectLanguage } from './detect.ts';
import { foldMarks } from './fold.ts';
import { isFunctionWord } from './function-words.ts';
import { baseLang } from './languages.ts';
import { CODE, FOLDED, GRAM, SINGLE, type Token, tokens, WORD } from './tokens.ts';

/** Every term of a question, each once, for its row in the log's index. */
export const termsOf = (text: string, lang: string): string[] => [
	...new Set(tokens(text, { lang }).map(({ term }) => term)),
];

/**
 * What to look for in the log as a Postgres `tsquery`, empty where there is no word: all words of the text, the last of them as a beginning, as each of the
 * languages reads them that it may be in.
 */
export function queryFor(text: string, lang: string | undefined): string {
	const langs = lang ? [lang] : [detectLanguage(text).lang, 'en', 'vi'];
	const readings = langs.map((one) => readingIn(text, baseLang(one))).filter(Boolean);
	return [...new Set(readings)].map((reading) => `(${reading})`).join(' | ');
}

function readingIn(text: string, lang: string): string {
	const all = tokens(text, { lang });
	const wanted = soughtIn(all, lang, text);
	const telling = wanted.filter(({ term, kind }) => !(kind === WORD && isFunctionWord(term, lang)));
	const kept = codesAlone(telling.length > 0 ? telling : wanted);
	const last = kept.at(-1);
	const lexeme = (token: Token) =>
		token === last && token.kind !== SINGLE ? `${quoted(token.term)}:*` : quoted(token.term);
	return kept.map(lexeme).join(' & ');
}

/** While a code is typed, `KX-12`, neither it nor its last part is whole: the code alone is looked for, as a beginning. */
function codesAlone(kept: readonly Token[]): readonly Token[] {
	const code = kept.findLast(({ kind }) => kind === CODE);
	const after = code ? kept.filter(({ kind, position }) => kind !== CODE && position >= code.position) : [];
	const parts = after.map(({ term }) => lettersOf(term)).join('');
	const isLast = code && after.length > 0 && lettersOf(code.term).endsWith(parts);
	return isLast ? [...kept.filter((token) => token !== code && !after.includes(token)), code] : kept;
}

const lettersOf = (term: string) => term.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Vietnamese typed without marks is looked for without them. */
function soughtIn(all: readonly Token[], lang: string, text: string): Token[] {
	const word = lang === 'vi' && foldMarks(text) === text ? FOLDED : WORD;
	const found = all.filter(({ kind }) => kind === word || kind === GRAM || kind === CODE);
	return found.length > 0 ? found : all.filter(({ kind }) => kind === SINGLE);
}

export const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
