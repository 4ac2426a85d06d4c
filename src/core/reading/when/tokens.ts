import type { Folded } from '../folded.ts';
import { isSpaced, type Language } from '../language.ts';
import { type Lexicon, lexicons, phraseAt } from '../lexicon.ts';
import { numberWordAt } from '../number/number-at.ts';
import { en } from './words/en.ts';
import type { Kind, Row } from './words/kinds.ts';
import { th } from './words/th.ts';
import { vi } from './words/vi.ts';
import { zh } from './words/zh.ts';

export type Token = {
	kind: Kind;
	value: number;
	/** Hours, of a part of a day. */
	part?: readonly [from: number, until: number];
	/** As written, folded. */
	text: string;
	from: number;
	to: number;
	/** Means a time only beside others. */
	weak: boolean;
};

type Meaning = Pick<Token, 'kind' | 'value' | 'part' | 'weak'>;

const TABLES: Record<Language, readonly Row[]> = { en, zh, vi, th };
const lexiconFor = lexicons((language) => TABLES[language].flatMap(meaningsOf));

function meaningsOf([kind, value, phrases]: Row): [string, Meaning][] {
	const meaning = typeof value === 'number' ? { kind, value } : { kind, value: 0, part: value };
	return phrases.split('|').map((phrase) => {
		const weak = phrase.startsWith('?');
		return [weak ? phrase.slice(1) : phrase, { ...meaning, weak }];
	});
}

/** A text as words of dates and strangers (`x`), in order. The work is linear in its length. */
export function tokensOf({ text, bare }: Folded, language: Language): Token[] {
	const lexicon = lexiconFor(language, bare);
	const tokens: Token[] = [];
	for (let at = 0; at < text.length;) {
		const token = text.charAt(at) === ' ' ? undefined : tokenAt(text, at, language, bare, lexicon);
		at = token ? token.to : at + 1;
		if (token) tokens.push(token);
	}
	return bare ? tokens.map(byNeighbours) : tokens;
}

function tokenAt(text: string, at: number, language: Language, bare: boolean, lexicon: Lexicon<Meaning>): Token {
	const make = (to: number, meaning: Partial<Meaning>): Token => ({
		kind: 'x',
		value: 0,
		weak: false,
		...meaning,
		text: text.slice(at, to),
		from: at,
		to,
	});
	const year = language === 'vi' ? endOf(YEAR_COMES, text, at) : 0;
	if (year) return make(year, { kind: '_' });
	const code = endOf(CODE, text, at) || endOf(LETTERED, text, at);
	if (code) return make(code, {});
	const phrase = phraseAt(lexicon, text, at);
	const word = numberWordAt(text, at, language, bare);
	if (phrase && phrase.to >= (word?.to ?? 0)) return make(phrase.to, phrase.value);
	if (word) return make(word.to, { kind: 'N', value: word.value });
	const digits = endOf(DIGITS, text, at);
	if (digits) return digitsToken(text, at, digits, lexicon, make);
	const mark = markAt(text, at);
	if (mark) return make(at + 1, { kind: mark });
	const stranger = endOf(isSpaced(language) ? STRANGER : LATIN, text, at);
	return make(stranger || at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1), {});
}

/** `năm 2026`: the word is five as well as year. */
const YEAR_COMES = /n[aă]m (?=\d{4}(?!\d))/y;
/** Prices, phone numbers and codes are no dates, whatever digits they hold. */
const CODE = /[$€£¥฿₫₩#№] ?[\d.,/:-]*|\+\d[\d ()-]*|\d+(?:,\d+)+|\d[\d.]*(?=[%$€£¥฿₫])|\d{5,}/y;
/** `A12/3`, `p5`; but `9h30`, and the `T3` of Vietnamese weekdays. */
const LETTERED = /(?<![\d\p{L}])(?!t[2-7](?!\d))[a-z]\d[\p{L}\d./-]*/uy;
const DIGITS = /\d+/y;
const STRANGER = /[\p{L}\p{M}\p{N}_']+(?:[-_/.#:][\p{L}\p{N}_]+)*/uy;
const LATIN = /[a-z][a-z\d_']*(?:[-_/.#:][a-z\d_]+)*/y;
const AFTER_DIGITS = /[a-z]/;
const ORDINAL = /(?:st|nd|rd|th)(?![a-z])/y;

function digitsToken(
	text: string,
	at: number,
	end: number,
	lexicon: Lexicon<Meaning>,
	make: (to: number, meaning: Partial<Meaning>) => Token,
): Token {
	const value = Number(text.slice(at, end));
	const ordinal = endOf(ORDINAL, text, end);
	if (ordinal) return make(ordinal, { kind: 'O', value });
	// `12A` is a house or a part; `9h`, `9am` and `2026-11-27T10:00` are times.
	const isGlued =
		AFTER_DIGITS.test(text.charAt(end)) && !phraseAt(lexicon, text, end) && !/^t\d\d:/.test(text.slice(end, end + 4));
	if (isGlued) return make(endOf(STRANGER, text, at) || end, {});
	return make(end, { kind: 'N', value });
}

function markAt(text: string, at: number): Kind {
	const mark = text.charAt(at);
	const between = /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1));
	if (between && '/:.-'.includes(mark)) return mark;
	if (between && mark === 't') return '_';
	if (mark === '-') return 'S';
	return /[.,;!?()"'…:]/.test(mark) ? '!' : '';
}

/** Without marks some Vietnamese words look alike, and the word beside them tells which is meant. */
function byNeighbours(token: Token, at: number, tokens: readonly Token[]): Token {
	const before = tokens[at - 1]?.kind ?? '';
	const after = tokens[at + 1]?.kind ?? '';
	if (token.text === 'toi') return late(token, before, after);
	if (token.text === 'sau' && /[hm]/.test(after) && before !== 'N') return { ...token, kind: 'N', value: 6 };
	if (token.text === 'mot' && /[hmUdl]/.test(after)) return { ...token, kind: 'N', value: 1 };
	return token;
}

/** `toi` is the coming one (tới), the evening (tối) or I (tôi). */
function late(token: Token, before: Kind, after: Kind): Token {
	if (/[WUdlE]/.test(before)) return { ...token, kind: 'n', weak: false };
	return /[hmNf]/.test(before) || /[XRWMN@]/.test(after) ? token : { ...token, kind: 'x' };
}

function endOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : 0;
}
