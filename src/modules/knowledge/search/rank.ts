import type { Plan } from './plan.ts';
import { bucketOf, HEAD_PLACE } from './read.ts';
import { partsOf } from './shard.ts';
import type { Part, Shard } from './shard.ts';
import { GOOD_IMPACT, IMPACTS } from './weights.ts';

export type Candidate = { shard: Shard; part: Part; document: number; score: number; plan: Plan };

/** The best documents of one shard, best first; scores are shares of what the question could earn, 0..1. */
export function rankShard(shard: Shard, plan: Plan, most: number): Candidate[] {
	const best = plan.slots.reduce((sum, weight) => sum + weight, 0) * GOOD_IMPACT;
	if (!best || !plan.terms.length) return [];
	return partsOf(shard).flatMap((part) =>
		rankPart(part, plan, most).map(({ document, score }) => ({
			shard,
			part,
			document,
			plan,
			score: Math.min(1, score / best),
		})),
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
	const { scanned, postings } = scanHeaviest(part, sought);
	const few = postings * FEW < part.entries.length;
	const documents = few
		? [...new Set(sought.slice(0, scanned).flatMap(({ term }) => part.source.members(term)))]
		: undefined;
	const candidates = top(part, documents, scanned < sought.length ? most + SECOND_LOOK : most);
	part.scores.fill(0);
	for (const candidate of candidates) {
		for (let i = scanned; i < sought.length; i++) {
			const { term, weight } = sought[i]!;
			candidate.score += weight * IMPACTS[part.source.look(term, candidate.document) & 255]!;
		}
	}
	return candidates.sort((a, b) => b.score - a.score).slice(0, most);
}

function soughtIn(part: Part, plan: Plan): Sought[] {
	const sought: Sought[] = [];
	for (const { weight, found } of plan.terms) {
		for (const place of found) if (place.part === part) sought.push({ term: place.term, weight });
	}
	return sought.sort((a, b) => b.weight - a.weight);
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

/** The best of the documents (of all where none are named), best first. */
function top({ scores, entries }: Part, documents: number[] | undefined, most: number): Scored[] {
	const heap: Scored[] = [];
	const count = documents ? documents.length : entries.length;
	let least = 0;
	for (let i = 0; i < count; i++) {
		const document = documents ? documents[i]! : i;
		const score = scores[document]!;
		if (score <= least || !entries[document]) continue;
		if (heap.length < most) {
			heap.push({ document, score });
			if (heap.length < most) continue;
			heap.sort((a, b) => a.score - b.score);
		} else sink(heap, { document, score });
		least = heap[0]!.score;
	}
	return heap.sort((a, b) => b.score - a.score);
}

/** Puts an item in place of the smallest of a binary heap. */
function sink(heap: Scored[], item: Scored): void {
	let at = 0;
	for (;;) {
		let child = at * 2 + 1;
		if (child >= heap.length) break;
		if (child + 1 < heap.length && heap[child + 1]!.score < heap[child]!.score) child++;
		if (heap[child]!.score >= item.score) break;
		heap[at] = heap[child]!;
		at = child;
	}
	heap[at] = item;
}

export type Evidence = {
	coverage: number;
	headCoverage: number;
	passageCoverage: number;
	passage: number;
	terms: number;
	matched: number;
};

/** Where the question's weight was found in one document, by looking its terms up again. */
export function evidenceFor(part: Part, document: number, plan: Plan): Evidence {
	const places = placesOf(part, document, plan);
	const weights = new Float64Array(8);
	let whole = 0;
	let covered = 0;
	let matched = 0;
	for (let slot = 0; slot < places.length; slot++) {
		const weight = plan.slots[slot]!;
		whole += weight;
		if (!places[slot]) continue;
		matched++;
		covered += weight;
		for (let bit = 0; bit < 8; bit++) if (places[slot]! & (1 << bit)) weights[bit]! += weight;
	}
	const share = (weight: number) => (whole ? weight / whole : 0);
	const passage = bestPassage(part.entries[document]?.anchors.length ?? 1, weights);
	return {
		coverage: share(covered),
		headCoverage: share(weights[HEAD_BIT]!),
		passageCoverage: share(weights[passage.bucket]!),
		passage: passage.ordinal,
		terms: plan.slots.length,
		matched,
	};
}

const HEAD_BIT = Math.log2(HEAD_PLACE);
/** Marks a term that occurs at all; no place uses this bit. */
const ANYWHERE = 0x100;

function placesOf(part: Part, document: number, plan: Plan): Uint16Array {
	const places = new Uint16Array(plan.slots.length);
	for (const { slot, found } of plan.terms) {
		for (const place of found) {
			const posting = place.part === part ? part.source.look(place.term, document) : 0;
			if (posting) places[slot]! |= (posting >>> 8) | ANYWHERE;
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
