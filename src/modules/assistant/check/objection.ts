import { sameBindings, sameValues } from './bindings.ts';
import type { Figure } from './figures.ts';
import type { Name } from './names.ts';
import { sameNegations } from './negations.ts';
import { overlap } from './overlap.ts';
import { clauseAt, type Reading } from './read.ts';
import type { Lexicon, Reason } from './types.ts';

export type Compared = {
	claim: Reading;
	/** What the quote says. */
	evidence: Reading;
	/** What stands above it: title, headings, names of columns. */
	context: Reading & { row?: boolean };
	lexicon: Lexicon;
};

/** The first reason why the evidence does not bear out the claim, words aside; nothing where there is none. */
export function objection(compared: Compared): Reason | undefined {
	return TESTS.find(([, holds]) => !holds(compared))?.[0];
}

const TESTS: [Reason, (compared: Compared) => boolean][] = [
	['number', numbersStand],
	['unit', unitsStand],
	['comparison', comparisonsStand],
	['name', namesStand],
	['binding', ({ claim, evidence, lexicon }) => sameBindings(claim, evidence, lexicon.spaced)],
	['word', criticalWordsStand],
	['modal', modalsStand],
	['condition', conditionsStand],
	['negation', ({ claim, evidence, lexicon }) => sameNegations(claim, evidence, lexicon)],
];

function numbersStand({ claim, evidence }: Compared): boolean {
	return claim.figures.every((figure) => matches(figure, claim, evidence).length > 0);
}

/** A single number may be one end of a range if the claim names the other as well. */
function matches(figure: Figure, claim: Reading, evidence: Reading): Figure[] {
	const said = new Set(claim.figures.flatMap(({ values }) => values));
	const there = new Set(evidence.figures.flatMap(({ values }) => values));
	const whole = evidence.figures.filter((other) => sameValues(figure, other));
	if (whole.length > 0) return whole;
	const ends = evidence.figures.filter(({ values }) => figure.values.some((value) => values.includes(value)));
	if (figure.values.length > 1)
		return figure.values.every((value) => there.has(value)) && ends.every(isSingle) ? ends : [];
	return ends.filter(({ values }) => values.every((value) => said.has(value)));
}

const isSingle = ({ values }: Figure) => values.length === 1;

function unitsStand({ claim, evidence, context }: Compared): boolean {
	const units = new Set([...evidence.figures, ...context.figures].flatMap(({ unit }) => unit ?? []));
	const rates = new Set([...evidence.rates, ...context.rates]);
	if (!claim.rates.every((rate) => rates.has(rate))) return false;
	return claim.figures.every((figure) => {
		if (!figure.unit) return true;
		const same = matches(figure, claim, evidence);
		return same.some(({ unit }) => unit === figure.unit) || (units.has(figure.unit) && same.some(({ unit }) => !unit));
	});
}

const NEAR_BEFORE = 24;

/** How a figure is meant: at least, at most, before, after; words of approximation change nothing. */
function comparisonsStand({ claim, evidence, context, lexicon }: Compared): boolean {
	// A table's column says once how all its figures are meant, and a bare time in it is a time limit.
	const listed = context.row ? ['comparison:atMost', ...kinds([context], 'comparison:')] : [];
	return claim.figures.every((figure) => {
		const said = comparisonsOf(figure, claim, lexicon);
		return matches(figure, claim, evidence).some((other) => {
			const known = comparisonsOf(other, evidence, lexicon);
			return alike(said, known.length > 0 ? known : [...known, ...listed]) && alike(known, said);
		});
	});
}

const ABOUT = 'comparison:about';
const alike = (some: string[], others: string[]) => some.every((one) => one === ABOUT || others.includes(one));

function comparisonsOf(figure: Figure, reading: Reading, { spaced }: Lexicon): string[] {
	const earlier = reading.figures.filter(({ end }) => end <= figure.start).at(-1)?.end ?? 0;
	const from = Math.max(earlier, figure.start - NEAR_BEFORE, clauseAt(reading, figure.start).start);
	const next = reading.figures.find(({ start }) => start >= figure.end)?.start ?? Infinity;
	// Words behind a figure are about the next one if that follows at once.
	const behind = (start: number, end: number) =>
		!spaced && start >= figure.end && start <= figure.end + 1 && next > end + 2;
	const found = reading.markers.filter(
		({ kind, start, end }) =>
			kind.startsWith('comparison:') && ((start >= from && end <= figure.start) || behind(start, end)),
	);
	return [...new Set(found.map(({ kind }) => kind))];
}

/** Codes must be those of the quote where it names some; other names may stand above it. */
function namesStand({ claim, evidence, context }: Compared): boolean {
	const codes = evidence.codes.length > 0 ? evidence.codes : context.codes;
	const known = new Set(codes.map(({ name }) => name));
	if (!claim.codes.every(({ name }) => known.has(name))) return false;
	const above = [...evidence.names, ...context.names];
	const stands = ({ name }: Name) =>
		above.some((other) => other.name === name) ||
		(name.length > 1 && (evidence.text.includes(name) || context.text.includes(name)));
	return claim.names.every(stands);
}

/** Of these the quote itself must hold them; other critical words may stand above it. */
const OWN = ['promise:', 'calendar:'];

function criticalWordsStand({ claim, evidence, context }: Compared): boolean {
	const quoted = [evidence, ...(context.row ? [context] : [])];
	const known = new Set([
		...OWN.flatMap((prefix) => [...kinds(quoted, prefix)]),
		...kinds([evidence, context], 'critical:'),
	]);
	const said = claim.markers.filter(({ kind }) => /^(?:critical|promise|calendar):/.test(kind));
	// A word with several meanings needs one of them.
	return said.every(({ start }) => said.some((marker) => marker.start === start && known.has(marker.kind)));
}

/** None may be added, but what a table lists one can do. */
function modalsStand({ claim, evidence, context }: Compared): boolean {
	const known = kinds([evidence, ...(context.row ? [context] : [])], 'modal:');
	const denied = (reading: Reading) => kinds([reading], 'negation').size > 0;
	const listed = context.row && (!denied(evidence) || denied(claim));
	return [...kinds([claim], 'modal:')].every((modal) => known.has(modal) || (listed && modal === 'modal:may'));
}

/** A condition reaches to the end of its clause and over the next; a claim that repeats this much of that speaks of it. */
const SPOKEN_OF = 0.3;

/** What holds under a condition is not said without one. */
function conditionsStand({ claim, evidence, lexicon }: Compared): boolean {
	if (kinds([claim], 'condition').size > 0) return true;
	return evidence.markers
		.filter(({ kind }) => kind === 'condition')
		.every(({ start }) => {
			const own = clauseAt(evidence, start);
			const next = clauseAt(evidence, own.end);
			return [own, next].every((clause) => {
				const words = evidence.words.filter((word) => word.start >= clause.start && word.start < clause.end);
				return words.length === 0 || overlap({ ...evidence, words }, [claim], lexicon.spaced) < SPOKEN_OF;
			});
		});
}

const kinds = (readings: Reading[], prefix: string) =>
	new Set(readings.flatMap(({ markers }) => markers.map(({ kind }) => kind)).filter((kind) => kind.startsWith(prefix)));
