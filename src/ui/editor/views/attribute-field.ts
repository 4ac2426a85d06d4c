import { redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isComposing } from '#ui/composing.ts';

export type GetPos = () => number | undefined;
type Options = { attribute: string; label: string; empty: string | null; list?: string };

/** A line of text within a block's frame that is one of its attributes. `update` is told of every new state of the block. */
export function attributeField(
	view: EditorView,
	getPos: GetPos,
	node: Node,
	{ attribute, label, empty, list }: Options,
) {
	const dom = document.createElement('input');
	dom.type = 'text';
	dom.maxLength = 2_000;
	dom.placeholder = label;
	dom.setAttribute('aria-label', label);
	if (list) dom.setAttribute('list', list);
	dom.disabled = !view.editable;
	const update = (now: Node) => {
		const value = String(now.attrs[attribute] ?? '');
		if (dom.value !== value) dom.value = value;
	};
	const write = () => setAttributes(view, getPos, { [attribute]: dom.value || empty });
	dom.addEventListener('input', (event) => {
		// Half a syllable of an input method is not text yet.
		if (!(event as InputEvent).isComposing) write();
	});
	dom.addEventListener('compositionend', write);
	dom.addEventListener('keydown', (event) => onKey(view, getPos, event));
	update(node);
	return { dom, update };
}

export function setAttributes(view: EditorView, getPos: GetPos, attrs: Record<string, unknown>): void {
	const pos = getPos();
	const node = pos === undefined ? null : view.state.doc.nodeAt(pos);
	if (pos === undefined || !node) return;
	const wasSelected = view.state.selection instanceof NodeSelection && view.state.selection.from === pos;
	const tr = view.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs });
	view.dispatch(wasSelected ? tr.setSelection(NodeSelection.create(tr.doc, pos)) : tr);
}

/** Undo goes through the whole document, also from here; Enter goes on to the text. */
function onKey(view: EditorView, getPos: GetPos, event: KeyboardEvent): void {
	if (isComposing(event)) return;
	const modified = event.ctrlKey || event.metaKey;
	if (modified && event.key.toLowerCase() === 'z') {
		(event.shiftKey ? redo : undo)(view.state, view.dispatch);
		event.preventDefault();
	}
	if (event.key === 'Enter' || event.key === 'Escape') {
		event.preventDefault();
		const pos = getPos();
		if (pos !== undefined) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
		view.focus();
	}
}
