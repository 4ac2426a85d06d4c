import { lexicons, phraseAt } from '../lexicon.ts';
import type { Language } from '../language.ts';
import type { NumberWords } from './number-words.ts';
import { en } from './words/en.ts';
import { th } from './words/th.ts';
import { vi } from './words/vi.ts';
import { zh } from './words/zh.ts';

type Role = 'one' | 'ten' | 'small' | 'big' | 'article' | 'half';
type Entry = { role: Role; value: number };
type Sum = {
	total: number;
	section: number;
	current: number;
	last: number;
	from: Role | '';
	digits: number;
	spells: boolean;
};

const TABLES: Record<Language, NumberWords> = { en, zh, vi, th };
const lexiconFor = lexicons((language) => entriesOf(TABLES[language]));
/** Nobody says a longer number, and none longer is exact. */
const MOST_WORDS = 24;

/** The number written in words that begins there: `twenty-one`, `hai mươi mốt`, `二十一`, `ยี่สิบเอ็ด`. */
export function numberWordAt(
	text: string,
	at: number,
	language: Language,
	bare: boolean,
): { value: number; to: number } | undefined {
	const lexicon = lexiconFor(language, bare);
	if (!phraseAt(lexicon, text, at)) return undefined;
	const sum: Sum = { total: 0, section: 0, current: 0, last: 1, from: '', digits: 0, spells: language === 'zh' };
	let to = at;
	let end = 0;
	for (let words = 0; words < MOST_WORDS; words++) {
		const found = phraseAt(lexicon, text, to);
		if (!found || !take(sum, found.value)) break;
		to = found.to;
		if (found.value.role !== 'article') end = to;
		if (lexicon.spaced && /[ -]/.test(text.charAt(to))) to++;
	}
	return end ? { value: sum.total + sum.section + sum.current, to: end } : undefined;
}

/** What a multiplier after digits multiplies by: `1,5 triệu`, `3万`, `2k`. */
export function multiplierAt(text: string, at: number, language: Language, bare: boolean) {
	const found = phraseAt(lexiconFor(language, bare), text, at);
	const isOne = found?.value.role === 'big' || (found?.value.role === 'small' && found.value.value >= 100);
	return found && isOne ? { value: found.value.value, to: found.to } : undefined;
}

/** Whether `and a half` or the like begins there. */
export function halfAt(text: string, at: number, language: Language, bare: boolean): number | undefined {
	const found = phraseAt(lexiconFor(language, bare), text, at);
	return found?.value.role === 'half' ? found.to : undefined;
}

function take(sum: Sum, { role, value }: Entry): boolean {
	const added = ADD[role](sum, value);
	if (added) sum.from = role;
	return added;
}

const ADD: Record<Role, (sum: Sum, value: number) => boolean> = {
	article: (sum) => sum.from === '',
	one(sum, value) {
		// Chinese years are spelt digit by digit.
		if (sum.spells && sum.from === 'one' && sum.digits > 0 && sum.digits < 4 && sum.section === 0 && value < 10) {
			sum.current = sum.current * 10 + value;
			sum.digits++;
			return true;
		}
		if (sum.from === 'one' && !(sum.current === 0 && sum.section + sum.total > 0)) return false;
		if (sum.from === 'ten' && value > 9) return false;
		sum.current += value;
		sum.digits = value < 10 && sum.from === '' ? 1 : 0;
		return true;
	},
	ten(sum, value) {
		if (sum.from === 'one' || sum.from === 'ten') return false;
		sum.current += value;
		return true;
	},
	small(sum, value) {
		if (sum.digits > 1) return false;
		const times = sum.current || 1;
		if (sum.current === 0 && sum.section % (value * 10) >= value) return false;
		sum.section += times * value;
		sum.current = 0;
		sum.last = value;
		return true;
	},
	big(sum, value) {
		if (sum.from === '' || (sum.from === 'big' && sum.last <= value && value > 1_000)) return false;
		const below = sum.total < value ? sum.total : 0;
		const times = sum.section + sum.current + below || 1;
		sum.total += value * times - below;
		sum.section = 0;
		sum.current = 0;
		sum.last = value;
		return true;
	},
	half(sum) {
		if (sum.from === '' || sum.from === 'article') return false;
		sum.current += sum.from === 'one' || sum.from === 'ten' ? 0.5 : sum.last / 2;
		return true;
	},
};

function entriesOf(words: NumberWords): [string, Entry][] {
	const list = (role: Role, text: string): [string, Entry][] =>
		text
			.split('|')
			.filter(Boolean)
			.map((item) => {
				const [word = '', value = '1'] = item.split(':');
				return [word, { role, value: Number(value) }];
			});
	return [
		...list('one', words.ones),
		...list('ten', words.tens),
		...list('small', words.small),
		...list('big', words.big),
		...list('article', words.articles),
		...list('half', words.half),
	];
}
