import type { Language } from '../language.ts';
import { clockRules } from './clock-rules.ts';
import { dateRules } from './date-rules.ts';
import type { Rule, Slots } from './slots.ts';
import type { Token } from './tokens.ts';

/** Neighbouring words that together say one time. */
export type Phrase = {
	slots: Slots;
	/** Indices in the folded text. */
	from: number;
	to: number;
	/** Some of it means a time wherever it stands. */
	strong: boolean;
	/** Only a word such as "to" lies between it and the one before. */
	follows: boolean;
};

type Compiled = { pattern: RegExp; read: Rule[1] };
type Fact = { slots: Slots; count: number };

const compiled = new Map<string, Compiled[]>();

/** The times that a text speaks of, in order. */
export function phrasesOf(tokens: readonly Token[], language: Language, monthFirst: boolean): Phrase[] {
	const words = tokens.filter(({ kind }) => kind !== '_');
	const kinds = words.map(({ kind }) => kind).join('');
	const rules = rulesFor(language, monthFirst);
	const phrases: Phrase[] = [];
	let open: Phrase | undefined;
	let pending: { slots: Slots; from: number } | undefined;
	let joined = false;
	for (let at = 0; at < words.length;) {
		const fact = factAt(rules, words, kinds, at);
		const first = words[at];
		const last = words[at + (fact?.count ?? 1) - 1];
		if (!first || !last) break;
		at += fact?.count ?? 1;
		if (!fact && first.kind === '@') continue;
		if (fact && 'AByTst'.includes(first.kind) && isBoundOnly(fact.slots)) {
			pending = { slots: fact.slots, from: first.from };
			continue;
		}
		if (!fact) {
			joined = open !== undefined && 'Sn'.includes(first.kind);
			open = undefined;
			pending = undefined;
			continue;
		}
		const slots = pending ? merged(pending.slots, fact.slots) : fact.slots;
		const strong = !fact.slots.weak;
		const together: Slots | undefined = open && slots && merged(open.slots, slots);
		if (open && together) {
			open.slots = together;
			open.to = last.to;
			open.strong = true;
		} else {
			open = { slots: slots ?? fact.slots, from: pending?.from ?? first.from, to: last.to, strong, follows: joined };
			phrases.push(open);
		}
		joined = false;
		pending = undefined;
	}
	return phrases.filter(({ slots }) => !isBoundOnly(slots));
}

/** Most words of a message; no rule begins with them. */
const STRANGERS = 'x!/:.-';

function factAt(rules: readonly Compiled[], words: readonly Token[], kinds: string, at: number): Fact | undefined {
	if (STRANGERS.includes(kinds.charAt(at))) return undefined;
	let best: Fact | undefined;
	for (const { pattern, read } of rules) {
		pattern.lastIndex = at;
		const count = pattern.exec(kinds)?.[0].length ?? 0;
		if (count <= (best?.count ?? 0)) continue;
		const slots = read(words.slice(at, at + count), kinds.slice(at, at + count));
		if (slots) best = { slots, count };
	}
	return best;
}

const isBoundOnly = (slots: Slots): boolean => Object.keys(slots).every((key) => key === 'bound' || key === 'weak');

/** Nothing where both say the same kind of thing: then they are two times. */
function merged(one: Slots, other: Slots): Slots | undefined {
	const clash = Object.keys(other).some((key) => key !== 'weak' && key in one);
	if (clash || (days(one) > 0 && days(other) > 0 && !together(one, other))) return undefined;
	return { ...one, ...other };
}

const days = (slots: Slots): number =>
	[slots.offset, slots.weekday, slots.day, slots.weekend, slots.minutes, slots.stretch].filter(
		(value) => value !== undefined,
	).length;

/** A weekday may stand beside a date or a day from today that it names again. */
const together = (one: Slots, other: Slots): boolean => (one.weekday === undefined) !== (other.weekday === undefined);

function rulesFor(language: Language, monthFirst: boolean): Compiled[] {
	const key = `${language}${monthFirst}`;
	const known = compiled.get(key);
	if (known) return known;
	const rules = [
		...clockRules,
		...dateRules({ monthFirst, thai: language === 'th', behind: language === 'vi' || language === 'th' }),
	];
	const made = rules.map(([pattern, read]) => ({ pattern: new RegExp(pattern, 'y'), read }));
	compiled.set(key, made);
	return made;
}
