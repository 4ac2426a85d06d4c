import { baseLang } from '#core/text/languages.ts';
import { stemming } from '#core/text/stem.ts';
import {
	CODE,
	DICTIONARY,
	eachTokenButDictionary,
	FOLDED,
	GRAM,
	type Kind,
	SINGLE,
	type Token,
	tokens,
	WORD,
} from '#core/text/tokens.ts';

/** A Postgres vector holds a megabyte; what is said so late in so long a text is found by its other words. */
const MOST_BYTES = 600_000;
/** What is longer is no word, such as a letter under a thousand marks, and a vector takes no more than 2 kB. */
const LONGEST_TERM = 200;
/** Without a stemmer: words as they are typed, whose beginnings are looked up. */
const UNSTEMMED = 'mul';

/** The terms of texts in one language as a `tsvector` literal: those of `core/text`, and words as they stand, marked by `=`. */
export function vectorOf(texts: readonly string[], lang: string): string {
	const found = new Set<string>();
	let bytes = 0;
	const add = (term: string) => {
		if (bytes > MOST_BYTES || term.length > LONGEST_TERM || found.has(term)) return;
		found.add(term);
		bytes += Buffer.byteLength(term);
	};
	const isStemmed = stemming(baseLang(lang)) !== '';
	for (const text of texts) {
		eachTokenButDictionary(text, lang, add);
		if (isStemmed) eachTokenButDictionary(text, UNSTEMMED, (term, kind) => kind === WORD && add(`=${term}`));
	}
	return [...found].map(quoted).join(' ');
}

/**
 * A `tsquery` for what is being typed, that finds texts in any of the languages: every word must be there, the last one may be only begun. Null where
 * nothing can be looked up.
 */
export function queryFor(typed: string, langs: readonly string[]): string | null {
	const readings = new Map(
		langs.map((lang) => [baseLang(lang) === 'vi' ? 'vi' : `stem:${stemming(baseLang(lang))}`, lang]),
	);
	const queries = new Set([...readings.values()].map((lang) => readingOf(typed, lang)).filter((query) => query !== ''));
	return queries.size > 0 ? [...queries].map((query) => `(${query})`).join(' | ') : null;
}

function readingOf(typed: string, lang: string): string {
	const all = tokens(typed, { lang }).filter(({ kind, term }) => kind !== DICTIONARY && term.length <= LONGEST_TERM);
	const open = /[\p{L}\p{M}\p{N}]$/u.test(typed) ? Math.max(-1, ...all.map(({ position }) => position)) : -1;
	const words = new Map(
		tokens(typed, { lang: UNSTEMMED }).flatMap((token) => (token.kind === WORD ? [[token.position, token.term]] : [])),
	);
	const parts = all.flatMap((token) => partFor(token, all, token.position === open, words.get(token.position)) ?? []);
	return [...new Set(parts)].join(' & ');
}

/** What must stand in a text for one token of the question; nothing where another token says more. */
function partFor(
	{ term, kind, position }: Token,
	all: readonly Token[],
	isOpen: boolean,
	word = term,
): string | undefined {
	const at = (other: Kind, place = position) => all.find((token) => token.kind === other && token.position === place);
	const begun = (asTyped: string) => (isOpen ? `${quoted(asTyped)}:*` : quoted(asTyped));
	if (kind === WORD) {
		const folded = at(FOLDED)?.term;
		// Who types no marks may have a keyboard without; who types some means them.
		if (folded) return begun(folded === `~${term}` ? folded : term);
		return isOpen ? `(${begun(term)} | ${begun(`=${word}`)})` : begun(term);
	}
	if (kind === GRAM) return begun(term);
	if (kind === SINGLE) return at(GRAM) || at(GRAM, position + 1) ? undefined : `${quoted(term)}:*`;
	return kind === CODE ? `${quoted(term)}:*` : undefined;
}

const quoted = (term: string) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
