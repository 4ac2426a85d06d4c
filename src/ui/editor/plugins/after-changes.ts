import { type EditorState, Plugin, type PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** `transactions` led from `before` to `now`; `late` if changes lie further back, which an input method held up. */
export type Change = { transactions: readonly Transaction[]; before: EditorState; now: EditorState; late: boolean };

/** On a transaction without changes of its own: what was held up may be done now. */
export const AFTER_COMPOSITION = 'afterComposition';

// ProseMirror reads the last of a composition from the page 20 ms after its end.
const SETTLED_MS = 60;

/**
 * A plugin that mends the document after others changed it. While an input method composes (Chinese, Telex, Thai keyboards of phones)
 * nothing is touched, because a redrawn block would break off the composition; it is made up for afterwards. `see` hears of each change at once.
 */
export function afterChanges(
	key: PluginKey,
	mend: (change: Change) => Transaction | undefined,
	see?: (change: Change) => void,
): Plugin {
	let view: EditorView | undefined;
	let heldUp = false;
	const catchUp = () => {
		if (heldUp && view && !view.isDestroyed && !view.composing)
			view.dispatch(view.state.tr.setMeta(AFTER_COMPOSITION, true));
	};
	return new Plugin({
		key,
		view: (own) => {
			view = own;
			return {};
		},
		props: {
			handleDOMEvents: {
				compositionend: () => {
					if (heldUp) setTimeout(catchUp, SETTLED_MS);
					return false;
				},
			},
		},
		appendTransaction(transactions, before, now) {
			const isOver = transactions.some((tr) => tr.getMeta(AFTER_COMPOSITION));
			if (!isOver && !transactions.some((tr) => tr.docChanged)) return null;
			const change = { transactions, before, now, late: heldUp || isOver };
			see?.(change);
			if (view?.composing || transactions.some((tr) => tr.getMeta('composition') !== undefined)) {
				heldUp = true;
				return null;
			}
			heldUp = false;
			return mend(change) ?? null;
		},
	});
}
