import type { Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { safeLink } from '#modules/knowledge/browser.ts';
import { cleanHtml } from '../paste/clean.ts';

/** Files that were dropped or pasted, and where in the document; undefined at the cursor. */
export type OnFiles = (files: File[], pos: number | undefined) => void;

/** What is pasted or dropped comes in clean; files go to `onfiles`; an address over selected text becomes its link. */
export function pasting(onfiles: OnFiles) {
	return new Plugin({
		props: {
			transformPastedHTML: (html) => cleanHtml(html, location.origin),
			handlePaste: (view, { clipboardData }) =>
				clipboardData !== null && (takeFiles(clipboardData, onfiles, undefined) || linkSelection(view, clipboardData)),
			handleDrop: (view, event, slice, moved) => {
				if (moved || !event.dataTransfer) return false;
				const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
				return takeFiles(event.dataTransfer, onfiles, at === undefined ? undefined : placeFor(view, at, slice));
			},
		},
	});
}

function takeFiles(data: DataTransfer, onfiles: OnFiles, pos: number | undefined): boolean {
	const files = [...data.files];
	// A picture copied from a page comes as HTML too, text from an office program as a picture too.
	if (files.length === 0 || hasText(data)) return false;
	onfiles(files, pos);
	return true;
}

function hasText(data: DataTransfer): boolean {
	const html = data.getData('text/html');
	return html !== '' && new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() !== '';
}

function placeFor({ state }: EditorView, pos: number, slice: Slice): number {
	const $pos = state.doc.resolve(dropPoint(state.doc, pos, slice) ?? pos);
	return $pos.depth === 0 ? $pos.pos : $pos.after(1);
}

function linkSelection({ state, dispatch }: EditorView, data: DataTransfer): boolean {
	const text = data.getData('text/plain').trim();
	const { link } = state.schema.marks;
	if (!link || !/^(?:https?:\/\/|mailto:)\S+$/i.test(text)) return false;
	const href = safeLink(text);
	const { from, to, empty, $from } = state.selection;
	if (!href || !$from.parent.type.allowsMarkType(link)) return false;
	if (!empty) dispatch(state.tr.addMark(from, to, link.create({ href })));
	else dispatch(state.tr.replaceSelectionWith(state.schema.text(text, [link.create({ href })]), false));
	return true;
}
