import { TIME } from './clock-rules.ts';
import type { Bound, Rule, Slots } from './slots.ts';
import type { Token } from './tokens.ts';

/** `5/3` is the third of May only where people write the month first. */
export type Order = {
	monthFirst: boolean;
	thai: boolean;
	/** "Next" and "this" come after what they choose: `tuần sau`. */
	behind: boolean;
};

const MINUTES: readonly number[] = [1, 60, 1_440];

export function dateRules(order: Order): readonly Rule[] {
	const ymd = (tokens: readonly Token[]) => written(tokens[0], tokens[2], tokens[4], order);
	const dmy = (tokens: readonly Token[]) =>
		order.monthFirst
			? (written(tokens[4], tokens[0], tokens[2], order) ?? written(tokens[4], tokens[2], tokens[0], order))
			: written(tokens[4], tokens[2], tokens[0], order);
	const short = (tokens: readonly Token[]) => {
		const [a, b] = numbersIn(tokens);
		return order.monthFirst ? dated(undefined, a, b) : dated(undefined, b, a);
	};
	return [
		['N-N-N(?![-/.]N)', (tokens) => ymd(tokens) ?? dmy(tokens)],
		['N/N/N(?![-/.]N)', (tokens) => ymd(tokens) ?? dmy(tokens)],
		['N\\.N\\.N(?![-/.]N)', (tokens) => dmy(tokens)],
		['[jd]?N/N(?![-/.]N)', short],
		['[jd]N[-.]N(?![-/.]N)', short],
		['[jd]?[NO]l?Mb?N', (tokens) => named(tokens, order)],
		['[jd]?[NO]l?M', (tokens) => named(tokens, order)],
		['[jd]?NlNN', (tokens) => named(tokens, order)],
		['[jd]?Nl[NM]', (tokens) => named(tokens, order)],
		['l?M[NO]N', (tokens) => american(tokens, order)],
		['l?M[NO](?![:aph])', (tokens) => american(tokens, order)],
		['l?Mb?N', (tokens) => monthOnly(tokens, order)],
		['l?M', (tokens) => monthOnly(tokens, order)],
		['lNN', (tokens) => monthOnly(tokens, order)],
		['lN', (tokens) => monthOnly(tokens, order)],
		['(?:NY)?NLN(?:J|(?![h:]))', (tokens, kinds) => chinese(tokens, kinds, order)],
		['(?:NY)?NL', (tokens, kinds) => chinese(tokens, kinds, order)],
		['NJ', ([day]) => dated(undefined, undefined, day?.value)],
		['[jd]N(?![UL])', ([, day]) => dated(undefined, undefined, day?.value)],
		// "The second" is hardly ever a day, but the 2nd is.
		['O', ([day]) => (/^\d/.test(day?.text ?? '') ? dated(undefined, undefined, day?.value) : undefined)],
		['R', ([token]) => ({ offset: token?.value ?? 0 })],
		['r(?=[PV@])', ([token]) => ({ offset: token?.value ?? 0 })],
		['rE', () => ({ weekend: true })],
		...(order.behind ? WHICH_BEHIND : WHICH_AHEAD),
		['W', weekday],
		['E', weekend],
		['I[N1f]+[Ulmdh][Fs]?', later],
		['[As][N1f]+[Ulmd]', later],
		['[N1]f?[Ulmd][Fsu]', later],
		['f1?[Ulmd][Fsu]', later],
		['NhF', later],
		['[N1]f?[Ulmd][GtvBX]', ago],
		['Nw', ([count]) => (count && Number.isInteger(count.value) ? { offset: -count.value } : undefined)],
		['C[N1f]+[Ulmdh]t?', ago],
		['[Xn]NU|N[Ud]n|INdn|INUn|INU[X]', stretch],
		['[PV]', ([token]) => ({ part: token?.part ?? [0, 24], weak: token?.weak === true })],
		['Z', () => ({ minutes: 0 })],
		['[AByT]', ([token]) => bound(token)],
		['[su]', () => ({ bound: 'after', weak: true })],
		['[tv]', () => ({ bound: 'before', weak: true })],
	];
}

const WHICH_BEHIND: readonly Rule[] = [
	[`W(?:[Xn]|[st](?!${TIME}))`, weekday],
	['E[Xnst]', weekend],
	['[Uld][Xnst]', unit],
	['[PV]X', partOfDay],
];

const WHICH_AHEAD: readonly Rule[] = [
	['W[Xn](?![UlLdW])', weekday],
	['[Xn]+W', weekday],
	['[Xn]E', weekend],
	['[Xn][UlLd]', unit],
	['X[PV]', partOfDay],
];

/** `tối nay`, "this afternoon", `đêm qua`. */
function partOfDay(tokens: readonly Token[]): Slots | undefined {
	const part = tokens.find((token) => token.part)?.part;
	const which = tokens.find(({ kind }) => kind === 'X');
	return part && which && { part, offset: which.value === -1 ? -1 : 0 };
}

const BOUNDS: Record<string, Bound> = { A: 'after', B: 'before', y: 'by', T: 'from' };

const bound = (token: Token | undefined): Slots => ({ bound: BOUNDS[token?.kind ?? ''] ?? 'after', weak: true });

const numbersIn = (tokens: readonly Token[]): number[] =>
	tokens.filter(({ kind }) => kind === 'N' || kind === 'O').map(({ value }) => value);

function written(year: Token | undefined, month: Token | undefined, day: Token | undefined, order: Order) {
	const full = year && yearOf(year, order);
	return full === undefined ? undefined : dated(full, month?.value, day?.value);
}

/** A Thai year is 543 ahead; of two digits it is one from 2550 on. */
function yearOf({ value, text }: Token, { thai }: Order): number | undefined {
	if (thai && value >= 2_400 && value < 2_700) return value - 543;
	if (value >= 1_900 && value < 2_200) return value;
	if (text.length !== 2 || !/^\d/.test(text)) return undefined;
	return thai && value >= 50 ? value + 1_957 : value + 2_000;
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dated(year: number | undefined, month: number | undefined, day: number | undefined): Slots | undefined {
	if (day === undefined || !Number.isInteger(day) || day < 1 || day > 31) return undefined;
	if (month !== undefined && day > (LONGEST[month - 1] ?? 0)) return undefined;
	return { day, ...(month === undefined ? {} : { month }), ...(year === undefined ? {} : { year }) };
}

/** `5 March 2026`, `ngày 5 tháng 3 năm 2026`, `5 มีนาคม พ.ศ. 69`. */
function named(tokens: readonly Token[], order: Order): Slots | undefined {
	const month = tokens.find(({ kind }) => kind === 'M');
	const numbers = tokens.filter(({ kind }) => kind === 'N' || kind === 'O');
	const [day, second, third] = numbers;
	const year = month ? second : third;
	const full = year && (tokens.some(({ kind }) => kind === 'b') ? buddhist(year) : yearOf(year, order));
	if (year && (full === undefined || (!order.thai && year.text.length < 4))) return undefined;
	return dated(full, month ? month.value : second?.value, day?.value);
}

const buddhist = ({ value }: Token): number => (value < 100 ? value + 1_957 : value - 543);

function american(tokens: readonly Token[], order: Order): Slots | undefined {
	const at = tokens.findIndex(({ kind }) => kind === 'M');
	const [month, day, year] = tokens.slice(at);
	const full = year && (year.text.length === 4 ? yearOf(year, order) : undefined);
	if (year && full === undefined) return undefined;
	return dated(full, month?.value, day?.value);
}

function monthOnly(tokens: readonly Token[], order: Order): Slots | undefined {
	const month = tokens.find(({ kind }) => kind === 'M');
	const numbers = tokens.filter(({ kind }) => kind === 'N');
	const value = month?.value ?? numbers[0]?.value ?? 0;
	const year = month ? numbers[0] : numbers[1];
	const full = year && (tokens.some(({ kind }) => kind === 'b') ? buddhist(year) : yearOf(year, order));
	if (value < 1 || value > 12 || !Number.isInteger(value)) return undefined;
	if (year && (full === undefined || (year.text.length < 4 && !order.thai))) return undefined;
	return { month: value, ...(full === undefined ? {} : { year: full }), weak: month?.weak === true && !year };
}

function chinese(tokens: readonly Token[], kinds: string, order: Order): Slots | undefined {
	const numbers = tokens.filter(({ kind }) => kind === 'N');
	const year = kinds.startsWith('NY') ? numbers.shift() : undefined;
	const full = year && yearOf(year, order);
	const [month, day] = numbers;
	if (!month || month.value < 1 || month.value > 12 || (year && full === undefined)) return undefined;
	if (day) return dated(full, month.value, day.value);
	return { month: month.value, ...(full === undefined ? {} : { year: full }) };
}

function weekday(tokens: readonly Token[], kinds: string): Slots {
	const day = tokens.find(({ kind }) => kind === 'W');
	const which = tokens.find(({ kind }) => 'Xnst'.includes(kind));
	const slots = { weekday: day?.value ?? 1, weak: day?.weak === true && kinds === 'W' };
	if (!which) return slots;
	if (which.kind === 'n' || kinds.includes('n')) return { ...slots, nearest: 1 };
	if (which.kind === 't') return { ...slots, nearest: -1 };
	if (which.kind === 's') return { ...slots, week: 1 };
	// People say "this Friday" and "last Friday" of the nearest; "next" skips a week, and 上 counts weeks.
	if (which.value === 0) return { ...slots, nearest: 1 };
	if (which.value === -1 && which.text !== '上' && which.text !== '上个') return { ...slots, nearest: -1 };
	return { ...slots, week: which.value };
}

function weekend(tokens: readonly Token[]): Slots {
	const which = tokens.find(({ kind }) => 'Xnst'.includes(kind));
	const week = which ? stepOf(which) : undefined;
	return { weekend: true, ...(which && which.kind !== 'n' ? { week: week ?? 0 } : {}) };
}

function stepOf({ kind, value }: Token): number {
	if (kind === 's' || kind === 'n') return 1;
	return kind === 't' ? -1 : value;
}

function unit(tokens: readonly Token[]): Slots | undefined {
	const which = tokens.find(({ kind }) => 'Xnst'.includes(kind));
	const measured = tokens.find(({ kind }) => 'UlLdm'.includes(kind));
	if (!which || !measured) return undefined;
	const step = stepOf(which);
	const size = measured.kind === 'L' ? 4 : measured.value;
	if (size === 2) return { offset: step };
	if (size === 3) return { week: step };
	return size === 4 ? { months: step } : undefined;
}

function later(tokens: readonly Token[], kinds: string): Slots | undefined {
	const measured = tokens.find(({ kind }) => 'Ulmdh'.includes(kind));
	const number = tokens.find(({ kind }) => 'N1f'.includes(kind));
	if (!measured || !number) return undefined;
	const size = measured.kind === 'h' ? 1 : measured.value;
	const count = (number.kind === 'f' ? 0.5 : number.value) + (/[N1]f/.test(kinds) ? 0.5 : 0);
	return away(count, size);
}

function ago(tokens: readonly Token[], kinds: string): Slots | undefined {
	const which = tokens.at(-1);
	if (which?.kind === 'X' && which.value !== -1) return undefined;
	const slots = later(tokens, kinds);
	return slots && negative(slots);
}

function negative(slots: Slots): Slots {
	if (slots.minutes !== undefined) return { minutes: -slots.minutes };
	return slots.offset === undefined ? { ...slots, months: -(slots.months ?? 0) } : { offset: -slots.offset };
}

/** So much later; a month later is the same day of that month. */
function away(count: number, size: number): Slots | undefined {
	if (count > 1_000) return undefined;
	if (size < 2) return { minutes: Math.round(count * (MINUTES[size] ?? 1)) };
	if (size === 4) return Number.isInteger(count) ? { months: count, day: 0 } : undefined;
	return Number.isInteger(count) ? { offset: size === 3 ? count * 7 : count } : undefined;
}

function stretch(tokens: readonly Token[]): Slots | undefined {
	const which = tokens.find(({ kind }) => 'Xn'.includes(kind));
	const measured = tokens.find(({ kind }) => 'Ud'.includes(kind));
	const count = (tokens.find(({ kind }) => kind === 'N')?.value ?? 0) * (measured?.value === 3 ? 7 : 1);
	if (!which || !measured || measured.value < 2 || measured.value > 3 || !Number.isInteger(count) || count > 400)
		return undefined;
	const step = stepOf(which);
	return step === 0 || count < 1 ? undefined : { stretch: step * count };
}
