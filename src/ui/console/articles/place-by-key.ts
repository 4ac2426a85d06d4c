import type { Branch } from './types.ts';

export type Place = { parent_id: string | null; before: string | null };

/** Where Alt and an arrow key move a collection: up and down among its neighbours, right into the one above it, left out again. */
export function placeByKey(key: string, branch: Branch, all: readonly Branch[]): Place | undefined {
	const { id, parent_id } = branch;
	const among = all.filter((one) => one.parent_id === parent_id);
	const at = among.findIndex((one) => one.id === id);
	const above = among[at - 1];
	const after = (list: readonly Branch[], i: number) => list[i]?.id ?? null;
	if (key === 'ArrowUp' && above) return { parent_id, before: above.id };
	if (key === 'ArrowDown' && at < among.length - 1) return { parent_id, before: after(among, at + 2) };
	const isOuter = all.some((one) => one.parent_id === id);
	if (key === 'ArrowRight' && parent_id === null && above && !isOuter) return { parent_id: above.id, before: null };
	if (key !== 'ArrowLeft' || parent_id === null) return undefined;
	const outer = all.filter((one) => one.parent_id === null);
	return { parent_id: null, before: after(outer, outer.findIndex((one) => one.id === parent_id) + 1) };
}
