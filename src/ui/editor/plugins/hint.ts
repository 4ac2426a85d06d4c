import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Says in the empty paragraph at the cursor what can be done there; shown by the style sheet from `data-hint`. */
export function hint(text: string) {
	return new Plugin({
		props: {
			decorations: ({ doc, selection: { $from, empty } }) => {
				const isAlone = doc.childCount === 1 && doc.firstChild?.content.size === 0;
				const isHere =
					empty && $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
				if (!isAlone && !isHere) return null;
				const [from, to] = isAlone ? [0, doc.content.size] : [$from.before(1), $from.after(1)];
				return DecorationSet.create(doc, [Decoration.node(from, to, { 'data-hint': text })]);
			},
		},
	});
}
