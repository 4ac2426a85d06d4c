import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const LONG = 150;

/**
 * Lets the browser lay out of a long article only what is seen (class `long`), except around the cursor (class `near`): in a block that
 * has not been laid out yet, as a new one, Chromium puts letters in the wrong order.
 */
export function longArticles() {
	return new Plugin({
		props: {
			attributes: ({ doc }): Record<string, string> => (isLong(doc) ? { class: 'long' } : {}),
			decorations: ({ doc, selection: { $from, $to } }) => {
				if (!isLong(doc)) return null;
				const [first, last] = [Math.max(0, $from.index(0) - 1), Math.min(doc.childCount, $to.indexAfter(0) + 1)];
				// A selection of everything has two ends, and nobody writes between them.
				const indices = last - first > 6 ? [first, first + 1, last - 2, last - 1] : range(first, last);
				return DecorationSet.create(
					doc,
					indices.map((index) => near(doc, $from.posAtIndex(index, 0), index)),
				);
			},
		},
	});
}

function isLong(doc: Node): boolean {
	return doc.childCount > LONG;
}

function range(from: number, to: number): number[] {
	return Array.from({ length: to - from }, (_, index) => from + index);
}

function near(doc: Node, pos: number, index: number): Decoration {
	return Decoration.node(pos, pos + doc.child(index).nodeSize, { class: 'near' });
}
