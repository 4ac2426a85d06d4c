import type { Reading } from './read.ts';

/** Stems of this length that begin alike are forms of one word: registered, registration. */
const SHARED_BEGINNING = 5;

/** Share of the claim's own words that stand in the evidence, 0..1; longer words weigh more where words are cut out of a run. */
export function overlap(claim: Reading, evidence: Reading[], spaced: boolean): number {
	let total = 0;
	let found = 0;
	for (const { term } of claim.words) {
		const weight = spaced ? 1 : term.length;
		total += weight;
		if (stands(term, evidence, spaced)) found += weight;
	}
	return total ? found / total : 1;
}

export function stands(term: string, evidence: Reading[], spaced: boolean): boolean {
	if (!spaced) return evidence.some(({ text }) => text.includes(term));
	return evidence.some(({ words }) => words.some((word) => alike(term, word.term)));
}

function alike(a: string, b: string): boolean {
	if (a === b) return true;
	if (Math.min(a.length, b.length) < SHARED_BEGINNING) return false;
	return a.slice(0, SHARED_BEGINNING) === b.slice(0, SHARED_BEGINNING) && Math.abs(a.length - b.length) <= 4;
}
