import type { Plan } from './plan.ts';
import { bucketOf, HEAD_PLACE } from './read.ts';
import { partsOf } from './shard.ts';
import type { Part, Shard } from './shard.ts';
import { GOOD_IMPACT, IMPACTS } from './weights.ts';

export type Candidate = { shard: Shard; part: Part; document: number; score: number; plan: Plan };

/** The best documents of one shard, best first; scores are shares of what the question could earn, 0..1. */
export function rankShard(shard: Shard, plan: Plan, most: number): Candidate[] {
	const best = plan.slots.reduce((sum, weight) => sum + weight, 0) * GOOD_IMPACT;
	if (!best) return [];
	return partsOf(shard).flatMap((part) => {
		score(part, plan);
		return top(part, most).map(({ document, score }) => ({
			shard,
			part,
			document,
			plan,
			score: Math.min(1, score / best),
		}));
	});
}

const gains = new Float32Array(256);

function score(part: Part, plan: Plan): void {
	part.scores.fill(0);
	for (const { weight, found } of plan.terms) {
		const here = found.find((place) => place.part === part);
		if (!here) continue;
		for (let q = 0; q < 256; q++) gains[q] = IMPACTS[q]! * weight;
		part.source.scan(here.term, gains, part.scores);
	}
}

function top({ scores, entries }: Part, most: number): { document: number; score: number }[] {
	const kept: { document: number; score: number }[] = [];
	let least = 0;
	for (let document = 0; document < entries.length; document++) {
		const score = scores[document]!;
		if (score <= least || !entries[document]) continue;
		let at = kept.length;
		while (at > 0 && kept[at - 1]!.score < score) at--;
		kept.splice(at, 0, { document, score });
		if (kept.length > most) kept.pop();
		if (kept.length === most) least = kept[most - 1]!.score;
	}
	return kept;
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
	const passages = part.entries[document]?.anchors.length ?? 1;
	const places = plan.slots.map(() => 0);
	for (const { slot, found } of plan.terms) {
		const here = found.find((place) => place.part === part);
		// A term that occurs in the document at all has at least its impact, hence the bit that no place uses.
		const posting = here ? part.source.look(here.term, document) : 0;
		if (posting) places[slot]! |= (posting >>> 8) | 0x100;
	}
	const weightAt = (bits: number) =>
		plan.slots.reduce((sum, weight, slot) => sum + (places[slot]! & bits ? weight : 0), 0);
	const whole = weightAt(0xffff) && plan.slots.reduce((sum, weight) => sum + weight, 0);
	const share = (bits: number) => (whole ? weightAt(bits) / whole : 0);
	const { passage, covered } = bestPassage(passages, share);
	return {
		coverage: share(0xffff),
		headCoverage: share(HEAD_PLACE),
		passageCoverage: covered,
		passage,
		terms: plan.slots.length,
		matched: places.filter((bits) => bits).length,
	};
}

function bestPassage(passages: number, share: (bits: number) => number): { passage: number; covered: number } {
	let passage = 0;
	let covered = 0;
	for (let ordinal = 0; ordinal < passages; ordinal++) {
		const here = share(1 << bucketOf(ordinal, passages));
		if (here > covered) [passage, covered] = [ordinal, here];
	}
	return { passage, covered };
}
