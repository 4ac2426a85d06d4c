import { normalize } from '#core/text/fold.ts';
import { sameBindings } from './bindings.ts';
import { type Place, placesOf, rowCells, type Unit } from './evidence.ts';
import { lexiconFor } from './lexicon/lexicon.ts';
import { objection } from './objection.ts';
import { overlap, stands } from './overlap.ts';
import { clauseAt, read, type Reading } from './read.ts';
import { THRESHOLDS } from './thresholds.ts';
import type { Claim, Lexicon, Passage, Reason, Verdict } from './types.ts';

/**
 * Whether a model's sentence may be sent: its quote stands word for word in a passage, and what the quote says bears out the sentence: every
 * number, unit, name, comparison, modal, negation and promise of it, and enough of its words. In a language whose negations we do not know, only a
 * sentence of the passage itself passes.
 */
export function checkSentence(claim: Claim, passages: readonly Passage[], lang: string): Verdict {
	const found = support(claim, passages, lang);
	if ('reason' in found) return { ok: false, reason: found.reason };
	if (found.score < (THRESHOLDS[lang] ?? 1)) return { ok: false, reason: 'overlap' };
	return { ok: true, quote: found.quote, passage: found.passage };
}

type Support = { score: number; quote: string; passage: string };

const LONGEST = 600;
const MARKUP = /[<>{}[\]\\`\p{Cc}]|https?:\/\//u;
/** Of a claim of several clauses, how much of each must stand in the one sentence that bears it out. */
const CLAUSE_SCORE = 0.7;
const OWN_SCORE = 0.6;

/** How well the quote bears out the claim: the share of its words that it holds, 0..1, where nothing else speaks against it. */
export function support(claim: Claim, passages: readonly Passage[], lang: string): Support | { reason: Reason } {
	if (claim.text.trim() === '' || claim.text.length > LONGEST || MARKUP.test(claim.text))
		return { reason: 'malformed' };
	const lexicon = lexiconFor(lang);
	const places = placesOf(claim, passages, lang, lexicon?.spaced ?? true);
	if (!lexicon) return verbatim(claim, places);
	let best: Support | undefined;
	let reason: Reason = 'quote';
	for (const { quote, passage, units } of places) {
		const judged = judge({ text: claim.text, units, path: passage.path.join('\n'), lang, lexicon });
		if (typeof judged === 'string') reason = judged;
		else if (!best || judged > best.score) best = { score: judged, quote, passage: passage.id };
	}
	return best ?? { reason };
}

type Case = { text: string; units: Unit[]; path: string; lang: string; lexicon: Lexicon };

/** One sentence of the quote bears the claim out, or each clause of it is borne out by one of them. */
function judge({ text, units, path, lang, lexicon }: Case): number | Reason {
	const claim = read(text, lang, lexicon);
	const context = read(path, lang, lexicon);
	const evidence = evidencesOf(units, claim, lang, lexicon);
	const single = evidence.map((one) => borneOut(claim, one, context, lexicon));
	const scores = single.filter((score) => typeof score === 'number');
	if (scores.length > 0) return Math.max(...scores);
	const rows = units.some(({ header }) => header !== undefined);
	const parts = clausesOf(claim, lang, lexicon);
	if (rows || parts.length < 2) return single.find((score) => typeof score === 'string') ?? 'quote';
	// A clause by itself no longer says which day or model it is about.
	if (!evidence.every(({ said }) => sameBindings(claim, said, lexicon.spaced))) return 'binding';
	for (const part of parts) {
		const judged = evidence.map((one) => borneOut(part, one, context, lexicon));
		if (!judged.some((score) => typeof score === 'number' && score >= CLAUSE_SCORE))
			return judged.find((score) => typeof score === 'string') ?? 'overlap';
	}
	return overlap(claim, [context, ...evidence.flatMap(({ said, above }) => [said, above])], lexicon.spaced);
}

function borneOut(claim: Reading, { said, above, row }: Evidence, context: Reading, lexicon: Lexicon): number | Reason {
	const against = objection({ claim, evidence: said, context: { ...joined(context, above), row }, lexicon });
	if (against) return against;
	// What stands above may help out; it does not bear anything out by itself.
	if (overlap(claim, [said, above], lexicon.spaced) < OWN_SCORE) return 'overlap';
	return overlap(claim, [said, context, above], lexicon.spaced);
}

/** The clauses of a claim as claims of their own, each under the conditions of the whole. */
function clausesOf(claim: Reading, lang: string, lexicon: Lexicon): Reading[] {
	const conditions = claim.markers.filter(({ kind }) => kind === 'condition');
	let waiting = '';
	return claim.clauses.flatMap((start, i) => {
		const text = waiting + claim.plain.slice(start, clauseAt(claim, start).end);
		const part = read(text, lang, lexicon);
		// `For a KA 11,` says nothing yet.
		const unfinished = part.words.length < 2 && part.figures.length === 0 && i < claim.clauses.length - 1;
		waiting = unfinished ? text : '';
		return unfinished || text.trim() === '' ? [] : [{ ...part, markers: [...part.markers, ...conditions] }];
	});
}

/** Two short sentences may be one thought: `Measure the air at the intake. Above 40 °C the room is the cause.` In characters. */
const LONGEST_PAIR = { spaced: 120, unspaced: 45, thai: 160 };

function evidencesOf(units: Unit[], claim: Reading, lang: string, lexicon: Lexicon): Evidence[] {
	const single = units.map((unit) => evidenceOf(unit, claim, lang, lexicon));
	const longest = lexicon.continues ? LONGEST_PAIR.thai : lexicon.spaced ? LONGEST_PAIR.spaced : LONGEST_PAIR.unspaced;
	const pairs = units.flatMap((unit, i) => {
		const next = units[i + 1];
		if (!next || unit.header !== undefined || next.header !== undefined) return [];
		const text = `${unit.text} ${next.text}`;
		return text.length > longest ? [] : [evidenceOf({ ...unit, text }, claim, lang, lexicon)];
	});
	return [...single, ...pairs];
}

type Evidence = { said: Reading; above: Reading; row: boolean };

function evidenceOf(unit: Unit, claim: Reading, lang: string, lexicon: Lexicon): Evidence {
	if (unit.header !== undefined) return rowEvidence(unit, claim, lang, lexicon);
	return { said: read(unit.text, lang, lexicon), above: read('', lang, lexicon), row: false };
}

/** A claim that names a column is borne out by the cells of that column alone. */
function rowEvidence(row: Unit, claim: Reading, lang: string, lexicon: Lexicon): Evidence {
	const { label, columns } = rowCells(row);
	const named = columns.filter(({ name }) => names(claim, read(name, lang, lexicon), lexicon));
	const chosen = named.length > 0 ? named : columns;
	return {
		said: read([label, ...chosen.map(({ cell }) => cell)].join(' | '), lang, lexicon),
		above: read(chosen.map(({ name }) => name).join(' | '), lang, lexicon),
		row: true,
	};
}

function names(claim: Reading, column: Reading, { spaced }: Lexicon): boolean {
	if (column.codes.length > 0) return column.codes.some(({ name }) => claim.codes.some((code) => code.name === name));
	return column.words.length > 0 && column.words.every(({ term }) => stands(term, [claim], spaced));
}

/** Two readings of which places no longer matter. */
const joined = (a: Reading, b: Reading): Reading => ({
	plain: `${a.plain}\n${b.plain}`,
	text: `${a.text}\n${b.text}`,
	codes: [...b.codes, ...a.codes],
	names: [...a.names, ...b.names],
	figures: [...a.figures, ...b.figures],
	rates: [...a.rates, ...b.rates],
	markers: [...a.markers, ...b.markers],
	words: [...a.words, ...b.words],
	clauses: a.clauses,
});

function verbatim(claim: Claim, places: Place[]): Support | { reason: Reason } {
	const said = letters(claim.text);
	const place = places.find(({ units }) => units.some(({ text }) => letters(text) === said));
	return place ? { score: 1, quote: place.quote, passage: place.passage.id } : { reason: 'language' };
}

const letters = (text: string) => normalize(text).replace(/[\s.。!?]+/g, '');
