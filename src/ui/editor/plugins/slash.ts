import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** The slash and what follows it, in document positions, and where on the page it stands. */
export type Slash = { from: number; to: number; query: string; left: number; top: number; bottom: number };

/** `onchange` hears when a slash is typed, of each letter after it, and of its end; `onkey` answers whether the key was for the menu. */
export type SlashMenu = { onchange(slash: Slash | undefined): void; onkey(event: KeyboardEvent): boolean };

const key = new PluginKey<number | undefined>('slash');
const LONGEST = 24;

/** Looks out for a slash at the beginning of a word. Escape or leaving it makes it an ordinary letter. */
export function slash(menu: SlashMenu) {
	return new Plugin<number | undefined>({
		key,
		state: {
			init: () => undefined,
			apply: (tr, start, before, now) => {
				if (tr.getMeta(key) === 'close') return undefined;
				const mapped = start === undefined ? undefined : tr.mapping.map(start, -1);
				if (mapped !== undefined) return textAfter(now, mapped) === undefined ? undefined : mapped;
				return tr.docChanged && now.doc.content.size > before.doc.content.size ? typedSlash(now) : undefined;
			},
		},
		props: {
			handleKeyDown: (view, event) => {
				if (key.getState(view.state) === undefined || view.composing) return false;
				if (event.key === 'Escape') {
					closeSlash(view);
					return true;
				}
				return menu.onkey(event);
			},
		},
		view: () => ({
			update: (view) => menu.onchange(slashOf(view)),
			destroy: () => menu.onchange(undefined),
		}),
	});
}

export function closeSlash(view: EditorView): void {
	view.dispatch(view.state.tr.setMeta(key, 'close'));
}

/** Where a slash has just been typed that begins a word. */
function typedSlash({ selection }: EditorState): number | undefined {
	const { $from, empty } = selection;
	if (!empty || $from.parent.type.name !== 'paragraph') return undefined;
	const before = $from.parent.textBetween(0, $from.parentOffset, undefined, ' ');
	return /(?:^|\s)\/$/.test(before) ? $from.pos - 1 : undefined;
}

function textAfter({ doc, selection }: EditorState, start: number): string | undefined {
	const { $from, empty } = selection;
	if (!empty || $from.pos <= start || start < $from.start()) return undefined;
	const text = doc.textBetween(start, $from.pos, undefined, '\n');
	return text.startsWith('/') && text.length <= LONGEST && !/[\n]|\s\s/.test(text) ? text.slice(1) : undefined;
}

function slashOf(view: EditorView): Slash | undefined {
	const from = key.getState(view.state);
	const query = from === undefined ? undefined : textAfter(view.state, from);
	if (from === undefined || query === undefined || !view.editable) return undefined;
	const { left, top, bottom } = view.coordsAtPos(from);
	return { from, to: view.state.selection.from, query, left, top, bottom };
}
