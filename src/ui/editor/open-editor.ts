import { Editor as TipTap, Extension } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { history } from '@tiptap/pm/history';
import { Plugin, Selection } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import type { SayHere } from '#ui/words.ts';
import type { Doc } from '#modules/knowledge/browser.ts';
import { fromDoc } from './doc.ts';
import { keys } from './keys.ts';
import { NODES } from './nodes/all.ts';
import { blockIds } from './plugins/block-ids.ts';
import { hint } from './plugins/hint.ts';
import { longArticles } from './plugins/long.ts';
import { type OnFiles, pasting } from './plugins/paste.ts';
import { slash, type SlashMenu } from './plugins/slash.ts';
import { tableShape } from './plugins/table-shape.ts';
import { type CardMaker, type Upload, uploads } from './plugins/uploads.ts';
import { Rules } from './rules.ts';
import { frames } from './views/frames.ts';

export type Surroundings = {
	element: HTMLElement;
	doc: Doc;
	lang: string;
	label: string;
	readonly: boolean;
	say: SayHere;
	upload: Upload;
	card: CardMaker;
	slash: SlashMenu;
	onfiles: OnFiles;
	/** After each change of the document or the selection; `typed` if somebody here changed the document. */
	onstate(typed: boolean): void;
	link(): void;
	toToolbar(): void;
};

/** The editor itself, in the page. Everything of it is loaded only where it is opened. */
export function openEditor(around: Surroundings): TipTap {
	const editor: TipTap = new TipTap({
		element: around.element,
		extensions: [...NODES, Rules, keys(around), plugins(around)],
		content: { type: 'doc', content: around.doc.content.length > 0 ? around.doc.content : [{ type: 'paragraph' }] },
		editable: !around.readonly,
		injectCSS: false,
		// Looks through the whole document after each letter, for nobody.
		enableCoreExtensions: { delete: false, textDirection: false },
		editorProps: {
			attributes: {
				class: 'prose',
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': around.label,
				lang: around.lang,
				spellcheck: 'true',
			},
			handleClick: (_, __, event) => followLink(event),
			handleDOMEvents: { mousedown: ({ dom }, event): boolean => event.target === dom && writeBelow(editor, event) },
		},
		onTransaction: ({ transaction }) => around.onstate(transaction.docChanged),
	});
	return editor;
}

function plugins(around: Surroundings) {
	return Extension.create({
		name: 'surroundings',
		// Before all keys: in an open menu Enter chooses.
		priority: 1_000,
		addProseMirrorPlugins(): Plugin[] {
			const { editor } = this;
			return [
				slash(around.slash),
				pasting(around.onfiles),
				uploads(around.upload, around.card),
				blockIds(fromDoc(editor.schema, around.doc)),
				tableShape(),
				tableEditing(),
				history(),
				gapCursor(),
				dropCursor({ class: 'drop-cursor', color: false, width: 3 }),
				hint(around.say('editor_hint')),
				longArticles(),
				framing(around.say),
			];
		},
	});
}

function framing(say: SayHere): Plugin {
	return new Plugin({ props: { nodeViews: frames(say) } });
}

/** As in other editors: with the control key, in a tab of its own. */
function followLink(event: MouseEvent): boolean {
	const link = event.target instanceof Element ? event.target.closest('a') : null;
	if (!link || !(event.ctrlKey || event.metaKey)) return false;
	window.open(link.href, '_blank', 'noopener');
	return true;
}

/** A click below a table or picture at the end begins a paragraph there. */
function writeBelow(editor: TipTap, { clientY }: MouseEvent): boolean {
	const { view, state } = editor;
	const last = state.doc.lastChild;
	const bottom = view.dom.lastElementChild?.getBoundingClientRect().bottom ?? 0;
	const { paragraph } = state.schema.nodes;
	if (!view.editable || !paragraph || !last || last.isTextblock || clientY <= bottom) return false;
	const tr = state.tr.insert(state.doc.content.size, paragraph.create());
	view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)));
	view.focus();
	return true;
}
