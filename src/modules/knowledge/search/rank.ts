import { type Best, bestOf, offer } from './best.ts';
import type { Plan } from './plan.ts';
import { bucketOf, HEAD_PLACE } from './read.ts';
import { partsOf } from './shard.ts';
import type { Location, Part, Shard } from './shard.ts';
import { GOOD_IMPACT, IMPACTS } from './weights.ts';

export type Candidate = Location & { score: number };

/** The best documents of one shard, best first; scores are shares of what the question could earn, seldom above 1. */
export function rankShard(shard: Shard, plan: Plan, most: number): Candidate[] {
	const best = plan.slots.reduce((sum, weight) => sum + weight, 0) * GOOD_IMPACT;
	if (!best || !plan.terms.length) return [];
	return partsOf(shard).flatMap((part) =>
		rankPart(part, plan, most).map(({ document, score }) => ({ shard, part, document, score: score / best })),
	);
}

type Sought = { term: number; weight: number };
type Scored = { document: number; score: number };

/** Where all lists together are this much shorter than the shard, only the documents in them are looked through. */
const FEW = 10;
/** Candidates that are looked at again with the terms that were not scanned. */
const SECOND_LOOK = 30;

/**
 * Two passes. The terms that carry most of the question's weight are scanned over all documents; the many vague ones, whose lists are
 * the longest, are looked up in the best candidates only.
 */
function rankPart(part: Part, plan: Plan, most: number): Scored[] {
	const sought = soughtIn(part, plan);
	if (sought.length === 0) return [];
	const { scanned, postings } = scanHeaviest(part, sought);
	const few = postings * FEW < part.entries.length;
	const documents = few
		? [...new Set(sought.slice(0, scanned).flatMap(({ term }) => part.source.members(term)))]
		: undefined;
	const candidates = top(part, documents, scanned < sought.length ? most + SECOND_LOOK : most);
	part.scores.fill(0);
	addOthers(part, sought.slice(scanned), candidates);
	candidates.sort((a, b) => b.score - a.score || a.document - b.document);
	return candidates.slice(0, most);
}

/** What the terms that were not scanned add. */
function addOthers({ source }: Part, others: readonly Sought[], candidates: Scored[]): void {
	if (others.length === 0) return;
	candidates.sort((a, b) => a.document - b.document);
	const documents = Int32Array.from(candidates, ({ document }) => document);
	const found = new Uint16Array(documents.length);
	const gained = new Float64Array(documents.length);
	for (const { term, weight } of others) {
		source.lookUp(term, documents, found);
		for (let i = 0; i < found.length; i++) gained[i]! += weight * IMPACTS[found[i]! & 255]!;
	}
	candidates.forEach((candidate, i) => (candidate.score += gained[i]!));
}

function soughtIn(part: Part, plan: Plan): Sought[] {
	const sought: Sought[] = [];
	for (const { weight, found } of plan.terms) {
		for (const place of found) if (place.part === part) sought.push({ term: place.term, weight });
	}
	sought.sort((a, b) => b.weight - a.weight);
	return sought;
}

/** Below this many postings everything is scanned; above it, until the scanned terms carry this share of the weight. */
const CHEAP = 5_000;
const HEAVY_SHARE = 0.7;

const gains = new Float32Array(256);

/** Adds up the scores of all documents, which begin and must be left at 0; answers how many terms and postings took part. */
function scanHeaviest(part: Part, sought: Sought[]): { scanned: number; postings: number } {
	const total = sought.reduce((sum, { weight }) => sum + weight, 0);
	let carried = 0;
	let postings = 0;
	for (let i = 0; i < sought.length; i++) {
		const { term, weight } = sought[i]!;
		const next = postings + part.source.frequency(term);
		if (next > CHEAP && carried > HEAVY_SHARE * total) return { scanned: i, postings };
		postings = next;
		for (let q = 0; q < 256; q++) gains[q] = IMPACTS[q]! * weight;
		part.source.scan(term, gains, part.scores);
		carried += weight;
	}
	return { scanned: sought.length, postings };
}

/** The best of the documents (of all where none are named), in no order. */
function top(part: Part, documents: readonly number[] | undefined, most: number): Scored[] {
	const { scores, entries } = part;
	const best = bestOf(most);
	if (documents)
		for (const document of documents) {
			if (entries[document]) offer(best, document, scores[document]!);
		}
	else sweep(part, best);
	return Array.from({ length: best.size }, (_, i) => ({ document: best.documents[i]!, score: best.scores[i]! }));
}

/** Offers all documents. Most are not among the best: they cost one comparison. */
function sweep({ scores, entries }: Part, best: Best): void {
	let least = 0;
	for (let document = 0; document < scores.length; document++) {
		const score = scores[document]!;
		if (score > least && entries[document]) least = offer(best, document, score);
	}
}

export type Evidence = {
	coverage: number;
	headCoverage: number;
	passageCoverage: number;
	passage: number;
};

/** Where the question's weight was found in each of some documents of one part, by looking its terms up again. */
export function evidenceFor(part: Part, plan: Plan, wanted: Iterable<number>): Map<number, Evidence> {
	const documents = Int32Array.from(new Set(wanted));
	documents.sort();
	const slots = plan.slots.length;
	const places = placesOf(part, plan, documents);
	const evidence = (document: number, i: number) =>
		evidenceOf(plan, places.subarray(i * slots, (i + 1) * slots), part.entries[document]?.passages ?? 1);
	return new Map(Array.from(documents, (document, i) => [document, evidence(document, i)]));
}

function evidenceOf(plan: Plan, places: Uint16Array, passages: number): Evidence {
	const weights = new Float64Array(8);
	let whole = 0;
	let covered = 0;
	for (let slot = 0; slot < places.length; slot++) {
		const weight = plan.slots[slot]!;
		whole += weight;
		if (!places[slot]) continue;
		covered += weight;
		for (let bit = 0; bit < 8; bit++) if (places[slot]! & (1 << bit)) weights[bit]! += weight;
	}
	const share = (weight: number) => (whole ? weight / whole : 0);
	const passage = bestPassage(passages, weights);
	return {
		coverage: share(covered),
		headCoverage: share(weights[HEAD_BIT]!),
		passageCoverage: share(weights[passage.bucket]!),
		passage: passage.ordinal,
	};
}

const HEAD_BIT = Math.log2(HEAD_PLACE);
/** Marks a term that occurs at all; no place uses this bit. */
const ANYWHERE = 0x100;

/** A row of slots for each document. */
function placesOf(part: Part, plan: Plan, documents: Int32Array): Uint16Array {
	const slots = plan.slots.length;
	const places = new Uint16Array(slots * documents.length);
	const found = new Uint16Array(documents.length);
	for (const { slot, found: where } of plan.terms) {
		for (const place of where) {
			if (place.part !== part) continue;
			part.source.lookUp(place.term, documents, found);
			for (let i = 0; i < found.length; i++) if (found[i]) places[i * slots + slot]! |= (found[i]! >>> 8) | ANYWHERE;
		}
	}
	return places;
}

function bestPassage(passages: number, weights: Float64Array): { ordinal: number; bucket: number } {
	let best = { ordinal: 0, bucket: 0 };
	for (let ordinal = 1; ordinal < passages; ordinal++) {
		const bucket = bucketOf(ordinal, passages);
		if (weights[bucket]! > weights[best.bucket]!) best = { ordinal, bucket };
	}
	return best;
}
