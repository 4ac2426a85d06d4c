/**
 * The order in which what stands in either list is to stand, each once. Where only one side moved something its order holds, where both did mine does; what
 * only one of them has follows what it follows there.
 */
export function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
	const common = new Set(base).intersection(new Set(mine)).intersection(new Set(theirs));
	const ofCommon = (list: readonly string[]) => list.filter((id) => common.has(id)).join(' ');
	const [lead, other] = ofCommon(mine) === ofCommon(base) ? [theirs, mine] : [mine, theirs];
	const merged = [...lead];
	const there = new Set(lead);
	other.forEach((id, index) => {
		if (there.has(id)) return;
		// Everything before it in its own list is in the merged one by now.
		const before = other[index - 1];
		merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
		there.add(id);
	});
	return merged;
}
