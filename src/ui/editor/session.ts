import { Selection } from '@tiptap/pm/state';
import type { Doc } from '#modules/knowledge/browser.ts';
import { type Act, commandOf } from './acts.ts';
import { activeAt } from './active.ts';
import { insertBlock } from './commands/blocks.ts';
import { around } from './commands/current-block.ts';
import { linkAt, removeLink, setLink } from './commands/links.ts';
import { nodeType } from './commands/lists.ts';
import { countsOf } from './counts.ts';
import { fromDoc, toDoc } from './doc.ts';
import { run } from './keys.ts';
import { openEditor, type Surroundings } from './open-editor.ts';
import { closeSlash, type Slash } from './plugins/slash.ts';
import { placedIn } from './plugins/placed.ts';
import { beginUpload, type Wanted } from './plugins/uploads.ts';
import { replaceDoc } from './replace-doc.ts';
import { setAttributes } from './views/attribute-field.ts';

/** A film or sound as its dialog knows it. */
export type MediaAttrs = { kind: 'video' | 'audio'; src: string; title: string; captions: string; poster: string };
/** An open editor as the components around it know it. */
export type Session = ReturnType<typeof startSession>;

export function startSession(surroundings: Surroundings) {
	const editor = openEditor(surroundings);
	const { view, schema } = editor;
	return {
		act: (act: Act) => {
			view.focus();
			return run(editor, commandOf(act));
		},
		active: () => activeAt(view.state),
		read: (): Doc => toDoc(view.state.doc),
		counts: () => countsOf(view.state.doc, surroundings.lang),
		/** Changes only what differs; `undoable` if it was done here, as in the Markdown view. */
		replace: (doc: Doc, undoable: boolean) => {
			const tr = replaceDoc(view.state, fromDoc(schema, doc));
			if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', undoable));
		},
		focus: (at: 'start' | 'end' | { block: string } | undefined) => {
			const tr = at ? view.state.tr.setSelection(selectionAt(at)) : view.state.tr;
			view.dispatch(tr.scrollIntoView());
			view.focus();
		},
		setReadonly: (readonly: boolean) => {
			editor.setEditable(!readonly, false);
			for (const field of view.dom.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
				field.disabled = readonly;
			}
		},
		describe: (attributes: Record<string, string>) => {
			for (const [name, value] of Object.entries(attributes)) {
				if (value) view.dom.setAttribute(name, value);
				else view.dom.removeAttribute(name);
			}
		},
		upload: (wanted: Wanted, pos?: number) => beginUpload(view, wanted, surroundings, pos),
		/** Nothing where no text is, as on a picture. */
		link: () => (view.state.selection.$from.parent.inlineContent ? linkAt(view.state) : undefined),
		// By the selection as it is by then: while a dialog was open others may have moved the text.
		setLink: (href: string, text: string) => run(editor, setLink(linkAt(view.state), href, text)),
		removeLink: () => run(editor, removeLink(linkAt(view.state))),
		media: (): MediaAttrs | undefined => {
			const found = around(view.state, 'video', 'audio')?.node;
			const text = (name: string) => String(found?.attrs[name] ?? '');
			if (!found) return undefined;
			const kind = found.type.name === 'video' ? 'video' : 'audio';
			return { kind, src: text('src'), title: text('title'), captions: text('captions'), poster: text('poster') };
		},
		/** Changes the selected film or sound, or puts a new one in. */
		putMedia: ({ kind, src, ...more }: MediaAttrs) => {
			const given = Object.fromEntries(Object.entries(more).map(([name, value]) => [name, value || null]));
			const selected = around(view.state, kind);
			if (selected) setAttributes(view, () => selected.pos, { src, ...given });
			else run(editor, insertBlock(nodeType(schema, kind).create({ src, ...given })));
		},
		/** Takes the slash and what follows it away, before what was chosen happens. */
		takeSlash: ({ from, to }: Slash) => {
			closeSlash(view);
			view.dispatch(view.state.tr.delete(from, to));
		},
		destroy: () => editor.destroy(),
	};

	function selectionAt(at: 'start' | 'end' | { block: string }): Selection {
		const { doc } = view.state;
		if (at === 'start') return Selection.atStart(doc);
		if (at === 'end') return Selection.atEnd(doc);
		const block = placedIn(doc).find(({ id }) => id === at.block);
		return block ? Selection.near(doc.resolve(block.pos + 1)) : view.state.selection;
	}
}
