import { overlap } from './overlap.ts';
import { clauseAt, type Reading } from './read.ts';
import type { Lexicon } from './types.ts';

/** The words on either side of a negation within its clause; `whole` for one that begins the sentence: nor, never. */
type Negation = { after: string[]; before: string[]; whole: boolean; clause: { start: number; end: number } };

const REACH = 4;
/** A negated clause of which the claim repeats this share is one that it speaks of. */
const SPOKEN_OF = 0.6;

/**
 * Whether the claim denies what the evidence denies and nothing else. What a negation denies are the words after it; a claim that repeats a denied
 * clause without its negation says the opposite.
 */
export function sameNegations(claim: Reading, evidence: Reading, { spaced, negatesAll }: Lexicon): boolean {
	const all = new RegExp(`^(?:${negatesAll ?? '$.'})\\b`);
	const said = negationsIn(claim, all);
	const known = negationsIn(evidence, all);
	if (said.length > known.length) return false;
	if (!said.every((negation) => known.some((other) => sameScope(negation, other, spaced)))) return false;
	return known.every((negation) => {
		if (said.some((other) => sameScope(other, negation, spaced))) return true;
		return !negation.whole && !speaksOf(claim, evidence, negation, spaced);
	});
}

function negationsIn(reading: Reading, all: RegExp): Negation[] {
	return reading.markers
		.filter(({ kind }) => kind === 'negation')
		.map(({ start, end }) => {
			const clause = clauseAt(reading, end - 1);
			const within = reading.words.filter((word) => word.start >= clause.start && word.start < clause.end);
			const after = within.filter((word) => word.start >= end).slice(0, REACH);
			const before = within.filter((word) => word.start < end).slice(-REACH);
			const whole = start === 0 && all.test(reading.text);
			return { after: after.map(({ term }) => term), before: before.map(({ term }) => term), whole, clause };
		});
}

function sameScope(a: Negation, b: Negation, spaced: boolean): boolean {
	if (a.whole || b.whole) return true;
	if (a.after.length > 0 && b.after.length > 0) return shared(a.after, b.after, spaced);
	const [left, right] = [a.before, b.before];
	return (
		left.length === 0 || right.length === 0 || left.some((term) => right.some((other) => same(term, other, spaced)))
	);
}

/** Both of two words, or the one there is: sent not to Suzhou is not sent not to Germany. */
function shared(some: string[], others: string[], spaced: boolean): boolean {
	const count = some.filter((term) => others.some((other) => same(term, other, spaced))).length;
	return count >= Math.min(2, some.length, others.length);
}

function same(a: string, b: string, spaced: boolean): boolean {
	if (spaced) return a === b || (a.length >= 5 && b.length >= 5 && a.slice(0, 5) === b.slice(0, 5));
	return a.includes(b) || b.includes(a);
}

function speaksOf(claim: Reading, evidence: Reading, { after, clause }: Negation, spaced: boolean): boolean {
	const inside = (word: { start: number }) => word.start >= clause.start && word.start < clause.end;
	const elsewhere = evidence.words.filter((word) => !inside(word));
	const denied = after.filter((term) => !elsewhere.some((word) => same(term, word.term, spaced)));
	const said = (term: string) => claim.words.some((word) => same(term, word.term, spaced));
	if (denied.length > 0 && denied.every(said)) return true;
	const words = evidence.words.filter(inside);
	return words.length === 0 || overlap({ ...evidence, words }, [claim], spaced) >= SPOKEN_OF;
}
