import type { Mark, ResolvedPos } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';

/** The link at the cursor, or what could become one: its address and text; `from` and `to` in the document. */
export type LinkAt = { href: string; text: string; from: number; to: number };

export function linkAt(state: EditorState): LinkAt {
	const { from, to, empty, $from } = state.selection;
	const mark = linkMarkAt($from);
	const range = mark && empty ? rangeOf($from, mark) : { from, to };
	const text = state.doc.textBetween(range.from, range.to, ' ', ' ');
	return { href: mark ? String(mark.attrs.href) : '', text, ...range };
}

/** Links what the cursor is in or what is selected; without a text of its own the address stands there. */
export function setLink({ from, to }: LinkAt, href: string, text: string): Command {
	return (state, dispatch) => {
		const { link } = state.schema.marks;
		if (!link) return false;
		const mark = link.create({ href });
		const { tr } = state;
		const shown = text.trim() || href;
		const isSame = state.doc.textBetween(from, to, ' ', ' ') === shown;
		if (isSame) tr.addMark(from, to, mark);
		else tr.replaceWith(from, to, state.schema.text(shown, mark.addToSet(state.doc.resolve(from).marks())));
		const end = isSame ? to : from + shown.length;
		dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(link).scrollIntoView());
		return true;
	};
}

export function removeLink({ from, to }: LinkAt): Command {
	return (state, dispatch) => {
		const { link } = state.schema.marks;
		if (link) dispatch?.(state.tr.removeMark(from, to, link));
		return true;
	};
}

function linkMarkAt($pos: ResolvedPos): Mark | undefined {
	const isLink = ({ type }: Mark) => type.name === 'link';
	return $pos.nodeAfter?.marks.find(isLink) ?? $pos.nodeBefore?.marks.find(isLink);
}

/** As far as the same link goes on to both sides. */
function rangeOf($pos: ResolvedPos, mark: Mark): { from: number; to: number } {
	const { parent } = $pos;
	const isLinked = (index: number) => parent.maybeChild(index)?.marks.some((each) => each.eq(mark)) ?? false;
	let first = $pos.index();
	if (!isLinked(first)) first--;
	let last = first + 1;
	while (isLinked(first - 1)) first--;
	while (isLinked(last)) last++;
	return { from: $pos.posAtIndex(first), to: $pos.posAtIndex(last) };
}
