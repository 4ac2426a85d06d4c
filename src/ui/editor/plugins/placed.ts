import type { Node } from '@tiptap/pm/model';

/** A block with its id and where it stands in the document. */
export type Placed = { id: string; pos: number; node: Node };

/** All blocks of a document, in reading order. */
export function placedIn(doc: Node): Placed[] {
	return placedBetween(doc, 0, doc.childCount);
}

/** Only those in the outermost blocks that are not the same in both. */
export function placedWhereChanged(old: Node, now: Node): { before: Placed[]; after: Placed[] } {
	const most = Math.min(old.childCount, now.childCount);
	let start = 0;
	while (start < most && old.child(start) === now.child(start)) start++;
	let end = 0;
	while (end < most - start && old.child(old.childCount - 1 - end) === now.child(now.childCount - 1 - end)) end++;
	return {
		before: placedBetween(old, start, old.childCount - end),
		after: placedBetween(now, start, now.childCount - end),
	};
}

function placedBetween(doc: Node, start: number, end: number): Placed[] {
	const placed: Placed[] = [];
	doc.forEach((child, pos, index) => {
		if (index >= start && index < end) collect(child, pos, placed);
	});
	return placed;
}

function collect(node: Node, pos: number, placed: Placed[]): void {
	placed.push({ id: String(node.attrs.id ?? ''), pos, node });
	if (node.isTextblock) return;
	node.forEach((child, offset) => collect(child, pos + 1 + offset, placed));
}
