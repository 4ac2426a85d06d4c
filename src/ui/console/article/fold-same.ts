import type { BlockDiff } from '#modules/knowledge/browser.ts';

/** Neighbours in the order of the text; those of a folded stretch are the same on both sides. */
export type Stretch = { isFolded: boolean; diffs: BlockDiff[] };

/** A fold of fewer would take as much room as what it hides. */
const FEWEST = 3;

/** What changed, each with the paragraph before and after it; what lies between is folded. */
export function foldSame(diffs: readonly BlockDiff[]): Stretch[] {
	const isChange = diffs.map(({ kind, moved }) => kind !== 'same' || moved);
	const isNear = (at: number) => [at - 1, at, at + 1].some((index) => isChange[index]);
	const runs: Stretch[] = [];
	for (const [at, diff] of diffs.entries()) {
		const isFolded = !isNear(at);
		const last = runs.at(-1);
		if (last?.isFolded === isFolded) last.diffs.push(diff);
		else runs.push({ isFolded, diffs: [diff] });
	}
	return runs.reduce<Stretch[]>(joinedWithShort, []);
}

function joinedWithShort(stretches: Stretch[], { isFolded, diffs }: Stretch): Stretch[] {
	const isWorthIt = isFolded && diffs.length >= FEWEST;
	const last = stretches.at(-1);
	if (!last || last.isFolded || isWorthIt) return [...stretches, { isFolded: isWorthIt, diffs }];
	return [...stretches.slice(0, -1), { isFolded: false, diffs: [...last.diffs, ...diffs] }];
}
