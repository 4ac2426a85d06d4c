import type { Figure } from './figures.ts';
import type { Name } from './names.ts';
import { overlap } from './overlap.ts';
import { clauseAt, type Reading } from './read.ts';

/**
 * Whether what the claim says of a name is what the evidence says of it: `3.0 litres in a KA 5, 6.0 in a KA 11` does not give a KA 5 six. Only
 * where the evidence tells several names apart.
 */
export function sameBindings(claim: Reading, evidence: Reading, spaced: boolean): boolean {
	return (
		figuresBound(claim, evidence) &&
		pairsBound(claim, evidence) &&
		wordsBound(claim, evidence, spaced) &&
		daysBound(claim, evidence) &&
		dayWordsBound(claim, evidence, spaced)
	);
}

export const sameValues = (a: Figure, b: Figure) =>
	a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);

function figuresBound(claim: Reading, evidence: Reading): boolean {
	if (new Set(namesOf(evidence).map(({ name }) => name)).size < 2) return true;
	const known = bindings(evidence);
	return bindings(claim).every(({ figure, names }) => {
		if (names.length === 0) return true;
		const same = known.filter((other) => other.names.length > 0 && sameValues(other.figure, figure));
		return same.length === 0 || same.some((other) => names.some((name) => other.names.includes(name)));
	});
}

const namesOf = ({ codes, names }: Reading): Name[] => [...codes, ...names].toSorted((a, b) => a.start - b.start);

type Binding = { figure: Figure; names: string[] };
type Mention = { start: number; name?: string; figure?: Figure };

/** Names lead their figures or follow them, whichever comes first in the text; several names in a row share what belongs to them. */
function bindings(reading: Reading): Binding[] {
	const mentions: Mention[] = [
		...namesOf(reading).map(({ name, start }) => ({ start, name })),
		...reading.figures.map((figure) => ({ start: figure.start, figure })),
	].toSorted((a, b) => a.start - b.start);
	const leading = mentions[0]?.name !== undefined;
	const ordered = leading ? mentions : mentions.toReversed();
	const found: Binding[] = [];
	let names: string[] = [];
	let named = false;
	for (const { name, figure } of ordered) {
		if (name !== undefined) names = named ? [...names, name] : [name];
		named = name !== undefined;
		if (figure) found.push({ figure, names });
	}
	return found;
}

/** Words that the evidence says only of another name. Its first clause is everybody's: later ones leave out what it said. */
function wordsBound(claim: Reading, evidence: Reading, spaced: boolean): boolean {
	const said = new Set(namesOf(claim).map(({ name }) => name));
	if (said.size === 0) return true;
	let lastNames: Name[] = [];
	let listing = false;
	const clauses = evidence.clauses.map((start) => {
		const { end } = clauseAt(evidence, start);
		const within = (place: { start: number }) => place.start >= start && place.start < end;
		const own = namesOf(evidence).filter(within);
		const words = evidence.words.filter(within);
		// A clause without a name goes on about the one before; names in a row share what follows.
		if (own.length > 0) lastNames = listing ? [...lastNames, ...own] : own;
		listing = own.length > 0 && words.length <= own.length;
		return { words, names: lastNames, first: start === 0 };
	});
	const foreign = clauses.filter(
		({ names, first }) => !first && names.length > 0 && !names.some(({ name }) => said.has(name)),
	);
	const own = clauses.filter((clause) => !foreign.includes(clause));
	if (foreign.length === 0 || !own.some(({ names }) => names.some(({ name }) => said.has(name)))) return true;
	return claim.words.every(({ term }) => {
		const stand = (some: typeof clauses) =>
			some.some(({ words }) => words.some((word) => like(term, word.term, spaced)));
		return !stand(foreign) || stand(own);
	});
}

const like = (term: string, other: string, spaced: boolean) =>
	spaced ? term === other : term.includes(other) || other.includes(term);

/** A figure on Saturdays is not one on Sundays. */
function daysBound(claim: Reading, evidence: Reading): boolean {
	return claim.figures.every((figure) => {
		const said = daysWith(figure, claim);
		const places = evidence.figures
			.filter((other) => sameValues(other, figure))
			.map((other) => daysWith(other, evidence));
		return said.length === 0 || places.length === 0 || places.some((days) => said.every((day) => days.includes(day)));
	});
}

const SAID_OF_DAY = 0.5;

/** Where no figure is named, what is said of a day must stand in its clause. */
function dayWordsBound(claim: Reading, evidence: Reading, spaced: boolean): boolean {
	const days = daysIn(claim);
	const words = claim.words.filter(({ start }) => !days.some((day) => start >= day.start && start < day.end));
	if (days.length === 0 || claim.figures.length > 0 || words.length === 0) return true;
	return evidence.clauses.some((start) => {
		const { end } = clauseAt(evidence, start);
		const within = (place: { start: number }) => place.start >= start && place.start < end;
		const there = daysIn({ ...evidence, markers: evidence.markers.filter(within) });
		const said = overlap(
			{ ...claim, words },
			[{ ...evidence, text: evidence.text.slice(start, end), words: evidence.words.filter(within) }],
			spaced,
		);
		return days.every(({ kind }) => there.some((day) => day.kind === kind)) && said >= SAID_OF_DAY;
	});
}

const daysIn = ({ markers }: Reading) => markers.filter(({ kind }) => kind.startsWith('calendar:'));

/** Of two figures in one clause, the evidence must not give the one another partner: up to 100 km 600, up to 250 km 1,400. */
function pairsBound(claim: Reading, evidence: Reading): boolean {
	const together = (reading: Reading, a: Figure, b: Figure) =>
		clauseAt(reading, a.start).start === clauseAt(reading, b.start).start;
	const find = (figure: Figure) => evidence.figures.filter((other) => sameValues(other, figure));
	return claim.figures.every((a) =>
		claim.figures.every((b) => {
			if (a === b || a.unit === b.unit || !together(claim, a, b)) return true;
			const [some, others] = [find(a), find(b)];
			if (some.some((one) => others.some((other) => together(evidence, one, other)))) return true;
			return !some.some((one) =>
				evidence.figures.some(
					(other) => other.unit === b.unit && !others.includes(other) && together(evidence, one, other),
				),
			);
		}),
	);
}

function daysWith(figure: Figure, reading: Reading): string[] {
	const earlier = reading.figures.filter(({ end }) => end <= figure.start).at(-1)?.end ?? 0;
	const later = reading.figures.find(({ start }) => start > figure.start)?.start ?? reading.text.length;
	const days = reading.markers.filter(({ kind }) => kind.startsWith('calendar:'));
	const before = days.filter(({ start }) => start >= earlier && start < figure.start);
	const after = days.filter(({ start }) => start >= figure.end && start < later);
	return (before.length > 0 ? before : after).map(({ kind }) => kind);
}
