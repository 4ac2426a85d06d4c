import type { Clock, Rule, Slots } from './slots.ts';
import type { Token } from './tokens.ts';

/** A time that needs no other word to be one. */
const SURE =
	'(?:N:N(?::N)?[aph]?|N\\.N[aph]|N[ap]|Nhk[Nq]m?|k[Nq]m?Nh|[VP]?Nh(?:Nm?|f|q)?[ap]?|cf?|NzNm?|N?zf?|eN(?:f|Nm)?|VN(?:h(?:Nm?|f)?|f)?)';
const LONE = '(?:N(?:[:.]N)?)';
/** A number after which it is no hour. */
const NOT_MORE = '(?![UMlLdJYOh:/.apm-]|S?N?[UMlL])';

/** Something that is a time rather than a day. */
export const TIME = `@?(?:${SURE}|N(?![UMlLdJYO/.-])|P|V)`;

export const clockRules: readonly Rule[] = [
	[SURE, (tokens, kinds) => single(tokens, kinds, false)],
	[`@${LONE}${NOT_MORE}`, (tokens, kinds) => single(tokens.slice(1), kinds.slice(1), false)],
	['@?NN[ap]?', spoken],
	['[fqN]>N', past],
	['qSN', to],
	[`T?@?(?:${SURE}|${LONE})[Sn-]@?(?:P?${SURE}|${LONE}${NOT_MORE})`, range],
	[`[AB]@?${LONE}${NOT_MORE}`, (tokens, kinds) => bounded(tokens, kinds)],
	[`[yT]@?${LONE}${NOT_MORE}`, (tokens, kinds) => weakly(bounded(tokens, kinds))],
];

const BOUNDS: Record<string, Slots['bound']> = { A: 'after', B: 'before', y: 'by', T: 'from' };

function bounded(tokens: readonly Token[], kinds: string): Slots | undefined {
	const skip = kinds.charAt(1) === '@' ? 2 : 1;
	const clock = clockOf(tokens.slice(skip), kinds.slice(skip));
	return clock && { ...clock, bound: BOUNDS[kinds.charAt(0)] };
}

const weakly = (slots: Slots | undefined) => slots && { ...slots, weak: true };

function single(tokens: readonly Token[], kinds: string, weak: boolean): Slots | undefined {
	const clock = clockOf(tokens, kinds);
	return clock && { ...clock, weak };
}

/** "Nine thirty" in words; figures side by side are no time. */
function spoken(tokens: readonly Token[], kinds: string): Slots | undefined {
	const numbers = tokens.filter(({ kind }) => kind === 'N');
	const isSaid = numbers.every(({ text }) => /^[a-z]/.test(text)) && (numbers[1]?.value ?? 0) > 9;
	const clock = isSaid ? clockOf(tokens.slice(kinds.indexOf('N')), kinds.slice(kinds.indexOf('N'))) : undefined;
	return clock && { ...clock, weak: !/[@ap]/.test(kinds) };
}

function past(tokens: readonly Token[]): Slots | undefined {
	const [minutes, , hour] = tokens;
	if (!minutes || !hour) return undefined;
	return valid({ hour: hour.value, minute: minutes.kind === 'f' ? 30 : minutes.value, sure: false });
}

function to(tokens: readonly Token[]): Slots | undefined {
	return valid({ hour: (tokens[2]?.value ?? 0) - 1, minute: 45, sure: false });
}

function range(tokens: readonly Token[], kinds: string): Slots | undefined {
	const start = /^[T@]*/.exec(kinds)?.[0].length ?? 0;
	const cut = kinds.slice(start).search(/[Sn-]/) + start;
	const next = kinds.charAt(cut + 1) === '@' ? cut + 2 : cut + 1;
	const first = clockOf(tokens.slice(start, cut), kinds.slice(start, cut));
	const second = clockOf(tokens.slice(next), kinds.slice(next));
	if (!first?.clock || !second?.clock) return undefined;
	const part = first.part ?? second.part;
	// `9-11` alone may be a score or a size.
	const weak = !kinds.startsWith('T') && !/[:haphzecP]/.test(kinds);
	return { clock: first.clock, until: second.clock, ...(part ? { part } : {}), weak };
}

function clockOf(tokens: readonly Token[], kinds: string): Slots | undefined {
	const [first] = tokens;
	if (!first) return undefined;
	if (first.part) {
		const rest = clockOf(tokens.slice(1), kinds.slice(1));
		return rest && { ...rest, part: first.part };
	}
	if (first.kind === 'c') return valid({ hour: first.value, minute: kinds.includes('f') ? 30 : 0, sure: true });
	if (first.kind === 'e') return night(tokens, kinds);
	if (kinds.includes('z')) return evening(tokens, kinds);
	return kinds.includes('k') ? minus(tokens, kinds) : plain(tokens, kinds);
}

function plain(tokens: readonly Token[], kinds: string): Slots | undefined {
	const numbers = tokens.filter(({ kind }) => kind === 'N');
	const hour = numbers[0]?.value ?? -1;
	const rest = tokens.find(({ kind }) => kind === 'q')?.value ?? numbers[1]?.value ?? 0;
	// `một rưỡi giờ` and the like carry the half hour in the number.
	const half = hour % 1 === 0.5 || kinds.includes('f');
	const mark = kinds.includes('a') ? 'a' : kinds.includes('p') ? 'p' : undefined;
	if (mark && hour > 12) return valid({ hour, minute: rest, sure: true });
	const written = numbers[0]?.text ?? '';
	const sure = hour > 12 || hour === 0 || /^0\d/.test(written);
	return valid({ hour: Math.floor(hour), minute: half ? 30 : rest, half: mark, sure });
}

/** `9 giờ kém 15` and `差十分九点`: so many minutes to the hour. */
function minus(tokens: readonly Token[], kinds: string): Slots | undefined {
	const [one, other] = tokens.filter(({ kind }) => kind === 'N' || kind === 'q').map(({ value }) => value);
	const [hour, minutes] = kinds.startsWith('k') ? [other, one] : [one, other];
	if (hour === undefined || minutes === undefined || minutes < 1) return undefined;
	return valid({ hour: hour - 1, minute: 60 - minutes, sure: false });
}

/** The hours of the Thai evening count from six. */
function evening(tokens: readonly Token[], kinds: string): Slots | undefined {
	const numbers = tokens.filter(({ kind }) => kind === 'N');
	const leads = kinds.startsWith('N');
	const hour = leads ? (numbers[0]?.value ?? 0) : 1;
	const minute = (leads ? numbers[1] : numbers[0])?.value ?? 0;
	if (hour < 1 || hour > 6) return undefined;
	return valid({ hour: hour + 18, minute: kinds.includes('f') ? 30 : minute, sure: true });
}

function night(tokens: readonly Token[], kinds: string): Slots | undefined {
	const hour = tokens[1]?.value ?? 0;
	if (hour < 1 || hour > 5) return undefined;
	return valid({ hour, minute: kinds.includes('f') ? 30 : (tokens[2]?.value ?? 0), sure: true });
}

function valid(clock: Clock): Slots | undefined {
	const { hour, minute } = clock;
	const isTime = Number.isInteger(hour) && Number.isInteger(minute) && hour >= 0 && minute >= 0 && minute < 60;
	return isTime && hour * 60 + minute <= 24 * 60 + 59 && (hour < 24 || clock.sure) ? { clock } : undefined;
}
