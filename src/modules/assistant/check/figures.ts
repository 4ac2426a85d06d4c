import { baseLang } from '#core/text/languages.ts';
import { fold, phrasePattern, phrases } from './scan.ts';
import { SYMBOLS } from './lexicon/units.ts';
import type { Lexicon } from './types.ts';

/** A number as it is meant: `values` holds the two ends of a range, `unit` its canonical name where one stands beside it. */
export type Figure = { values: number[]; unit?: string | undefined; start: number; end: number };

const NUMBER = /\d{1,2}:\d{2}(?!\d)|\d{4}-\d{2}-\d{2}|\d+(?:[.,]\d+)*/g;
const HAN = /[零〇一二两三四五六七八九十百千万]+/g;
const DECIMAL_COMMA = new Set([
	'vi',
	'de',
	'fr',
	'es',
	'it',
	'pt',
	'nl',
	'id',
	'da',
	'nb',
	'sv',
	'fi',
	'pl',
	'cs',
	'ru',
	'tr',
]);
const CURRENCY = /([€$£¥฿₫])\s?$/;

type Units = { names: Map<string, string>; after: RegExp; words: string };
const known = new WeakMap<Lexicon, Units>();

/** Canonical unit that begins at a place of the text (white space before it allowed), and where it ends. */
export function unitAt(text: string, at: number, lexicon: Lexicon): { unit: string; end: number } | undefined {
	const { names, after } = unitsOf(lexicon);
	after.lastIndex = at;
	const found = after.exec(text);
	const unit = found?.[1] && names.get(found[1]);
	return found && unit ? { unit, end: at + found[0].length } : undefined;
}

/** The figures of normalised text with digits in any script, and number words where they count something. */
export function figuresIn(text: string, lang: string, lexicon: Lexicon): Figure[] {
	const found = [...digits(text, lang), ...(baseLang(lang) === 'zh' ? han(text, lexicon) : words(text, lexicon))];
	const single = found
		.toSorted((a, b) => a.start - b.start)
		.filter((figure, i, all) => i === 0 || figure.start >= (all[i - 1]?.end ?? 0));
	return ranges(single, text, lexicon).map((figure) => withUnit(figure, text, lexicon));
}

/** Units that prices and rates are reckoned by: `per hour`, `每小时`, `mỗi giờ`, `ชั่วโมงละ`. */
export function ratesIn(text: string, lexicon: Lexicon): string[] {
	const { names, words: unit } = unitsOf(lexicon);
	const gap = lexicon.spaced ? '\\s+' : '\\s?';
	const before = new RegExp(`(?:${lexicon.per})${gap}(${unit})${lexicon.spaced ? '(?![\\p{L}\\p{M}])' : ''}`, 'gu');
	const behind = lexicon.perBehind ? new RegExp(`(${unit})(?:${lexicon.perBehind})`, 'gu') : undefined;
	const found = [...text.matchAll(before), ...(behind ? text.matchAll(behind) : [])];
	return found.flatMap(([, name]) => names.get(name ?? '') ?? []);
}

type Single = { values: number[]; start: number; end: number };

function digits(text: string, lang: string): Single[] {
	return [...text.matchAll(NUMBER)].map(({ 0: written, index }) => ({
		values: [numberOf(written, lang)],
		start: index,
		end: index + written.length,
	}));
}

/** Times of day and dates become numbers of their own: 15:00 is not 15. Years of the Buddhist era are reckoned to the common one. */
function numberOf(written: string, lang: string): number {
	if (written.includes(':')) return -1_000_000 - Number(written.replace(':', ''));
	if (/^\d{4}-/.test(written)) return Number(written.replaceAll('-', ''));
	const value = plainNumber(written, DECIMAL_COMMA.has(baseLang(lang)));
	return baseLang(lang) === 'th' && /^2[45]\d\d$/.test(written) ? value - 543 : value;
}

/** `1,000`, `1.000` and `3.0` by the habit of the language; three digits behind one mark group where its habit allows. */
function plainNumber(written: string, comma: boolean): number {
	const [group, point] = comma ? ['.', ','] : [',', '.'];
	const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`).test(written);
	if (grouped) return Number(written.replaceAll(group, '').replace(point, '.'));
	const marks = written.match(/[.,]/g) ?? [];
	if (marks.length > 1) return Number(written.replace(/[.,]/g, ''));
	return Number(written.replace(',', '.'));
}

const HAN_DIGITS = '零一二三四五六七八九';
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 };

function han(text: string, lexicon: Lexicon): Single[] {
	return [...text.matchAll(HAN)].flatMap(({ 0: written, index }) => {
		const end = index + written.length;
		const fraction = text.startsWith('分之', end) || text.slice(0, index).endsWith('分之');
		const measured = unitAt(text, end, lexicon);
		// 一个 is an article as often as a number.
		const counts = measured && !(written === '一' && measured.unit === 'piece');
		return fraction || counts ? [{ values: [hanNumber(written)], start: index, end }] : [];
	});
}

function hanNumber(written: string): number {
	let total = 0;
	let digit = 0;
	for (const char of written.replace('两', '二').replace('〇', '零')) {
		const unit = HAN_UNITS[char];
		if (!unit) digit = HAN_DIGITS.indexOf(char);
		else if (unit === 10_000) [total, digit] = [(total + digit) * unit, 0];
		else [total, digit] = [total + (digit || 1) * unit, 0];
	}
	return total + digit;
}

function words(text: string, lexicon: Lexicon): Single[] {
	const values = new Map(Object.entries(lexicon.numbers).map(([word, value]) => [fold(word), value]));
	const doubtful = new Set(phrases(lexicon.doubtfulNumbers));
	// Longer words that begin like a number are found first, and are none.
	const pattern = phrasePattern([...values.keys(), ...phrases(lexicon.harmless)], lexicon.spaced);
	return [...text.matchAll(pattern)].flatMap(({ 0: word, index }) => {
		const value = values.get(word);
		if (value === undefined) return [];
		const end = index + word.length;
		const free = !doubtful.has(word);
		return free || unitAt(text, end, lexicon) || isPart(text, index, end)
			? [{ values: [value], start: index, end }]
			: [];
	});
}

/** `ba phần tư`, `สามในสี่`. */
const isPart = (text: string, start: number, end: number) =>
	/^\s?(?:phần|ใน(?:\s?[หสเจแ]))/.test(text.slice(end)) || /(?:phần |ใน)$/.test(text.slice(0, start));

function ranges(figures: Single[], text: string, lexicon: Lexicon): Single[] {
	const join = new RegExp(`^\\s?(?:[-–—~]|${lexicon.to})\\s?$`, 'u');
	return figures.reduce<Single[]>((made, figure) => {
		const last = made.at(-1);
		if (!last || last.values.length > 1 || !join.test(text.slice(last.end, figure.start))) return [...made, figure];
		const range = { values: [...last.values, ...figure.values], start: last.start, end: figure.end };
		return [...made.slice(0, -1), range];
	}, []);
}

function withUnit(figure: Single, text: string, lexicon: Lexicon): Figure {
	const behind = unitAt(text, figure.end, lexicon);
	if (behind) return { ...figure, unit: behind.unit, end: behind.end };
	const sign = CURRENCY.exec(text.slice(Math.max(0, figure.start - 2), figure.start))?.[1];
	return { ...figure, unit: sign && unitsOf(lexicon).names.get(sign) };
}

function unitsOf(lexicon: Lexicon): Units {
	const made = known.get(lexicon);
	if (made) return made;
	const names = new Map<string, string>();
	for (const table of [SYMBOLS, lexicon.units])
		for (const [unit, list] of Object.entries(table)) for (const phrase of phrases(list)) names.set(phrase, unit);
	const all = [...names.keys()].toSorted((a, b) => b.length - a.length).map(escape);
	const own = Object.values(lexicon.units).flatMap(phrases).toSorted((a, b) => b.length - a.length).map(escape); // prettier-ignore
	// Latin symbols end where their word ends in every script; words of scripts without spaces run on.
	const boundary = lexicon.spaced ? '(?![\\p{L}\\p{M}\\p{N}])' : '(?![a-z0-9])';
	const units = { names, after: new RegExp(`\\s?(?:个|多)?(${all.join('|')})${boundary}`, 'uy'), words: own.join('|') };
	known.set(lexicon, units);
	return units;
}

const escape = (phrase: string) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
