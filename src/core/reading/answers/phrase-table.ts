import { fold } from '../folded.ts';
import { type Language, languageOf } from '../language.ts';
import { entriesFor, type Lexicon, lexicons, phraseAt } from '../lexicon.ts';

/** Phrases parted by `|` under what they mean; those under `fill` say nothing. */
export type PhraseTable = Record<string, string>;
export type PhraseTables = Record<Language, PhraseTable>;

/** What the phrases of a text mean, in order. */
export type Said = {
	meanings: string[];
	/** There is nothing in it besides. */
	whole: boolean;
	/** A mark such as a comma ends its first phrase. */
	set: boolean;
	text: string;
};

export const FILL = 'fill';
const SILENT = /[\s.,;!?()"'…\-*:\p{Extended_Pictographic}\p{M}\u{1f3fb}-\u{1f3ff}]/u;
const BREAK = /[.,;!?…]/;
/** Longer than any answer that is just an answer. */
const LONGEST = 300;

/** Reads texts by a table, remembering what it made of the table. */
export function readerOf(tables: PhraseTables): (text: string, lang: string) => Said {
	const lexiconFor = lexicons((language) =>
		Object.entries(tables[language]).flatMap(([meaning, phrases]) => entriesFor(phrases, meaning)),
	);
	return (text, lang) => {
		const language = languageOf(lang);
		const folded = fold(text.slice(0, LONGEST), language);
		return said(folded.text, lexiconFor(language, folded.bare), text.length <= LONGEST);
	};
}

function said(text: string, lexicon: Lexicon<string>, complete: boolean): Said {
	const result: Said = { meanings: [], whole: complete, set: false, text };
	for (let at = 0; at < text.length;) {
		const found = phraseAt(lexicon, text, at);
		if (found && found.value !== FILL) {
			result.meanings.push(found.value);
			if (result.meanings.length === 1 && result.whole) result.set = BREAK.test(text.charAt(found.to));
		}
		const char = String.fromCodePoint(text.codePointAt(at) ?? 32);
		if (!found && !SILENT.test(char)) result.whole = false;
		at = found ? found.to : wordEnd(text, at, lexicon.spaced) || at + char.length;
	}
	return result;
}

const WORD = /[\p{L}\p{M}\p{N}]+/uy;

function wordEnd(text: string, at: number, spaced: boolean): number {
	WORD.lastIndex = at;
	return spaced && WORD.test(text) ? WORD.lastIndex : 0;
}
