import { getSchema } from '@tiptap/core';
import { history } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type AnyBlock, type Doc, tidy } from '#modules/knowledge/browser.ts';
import { fromDoc } from '#ui/editor/doc.ts';
import { NODES } from '#ui/editor/nodes/all.ts';
import { blockIds } from '#ui/editor/plugins/block-ids.ts';
import { tableShape } from '#ui/editor/plugins/table-shape.ts';

export const schema = getSchema(NODES);

/** Blocks without ids get `a`, `b`, `c`… in reading order. */
export function docOf(...blocks: object[]): Doc {
	let next = 'a'.charCodeAt(0);
	const name = (block: AnyBlock): AnyBlock => {
		const attrs = Object.assign({ id: String.fromCharCode(next++) }, block.attrs);
		const children = 'content' in block ? (block.content as AnyBlock[]) : undefined;
		const content = children?.map((child) =>
			'text' in child || child.type === ('hardBreak' as string) ? child : name(child),
		);
		return { ...block, attrs, ...(content && { content }) } as AnyBlock;
	};
	return { type: 'doc', content: (blocks as AnyBlock[]).map(name) } as Doc;
}

export const p = (text = '') => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] });
export const list = (type: string, ...items: object[][]) => ({
	type,
	content: items.map((content) => ({ type: type === 'steps' ? 'step' : 'listItem', content })),
});
export const table = (...rows: string[][]) => ({
	type: 'table',
	content: rows.map((cells, index) => ({
		type: 'tableRow',
		content: cells.map((text) => ({ type: index ? 'tableCell' : 'tableHeader', content: [p(text)] })),
	})),
});

/** An editor without a page, with the plugins that keep the document right. */
export function open(...content: object[]) {
	const doc = fromDoc(schema, docOf(...content));
	let state = EditorState.create({ doc, plugins: [blockIds(doc), tableShape(), history()] });
	const dispatch = (tr: Transaction) => {
		state = state.apply(tr);
	};
	return {
		get state() {
			return state;
		},
		/** The ids of all blocks with their text, outermost blocks only. */
		get blocks() {
			return state.doc.children.map((node) => `${String(node.attrs.id)}:${node.textContent}`);
		},
		get tidy() {
			return tidy(state.doc.toJSON() as Doc);
		},
		dispatch,
		run: (command: Command) => command(state, dispatch),
		/** Puts the cursor into the first text that is `text`, `at` characters in; or selects up to `to` of the same text. */
		cursor(text: string, at = 0, to = at) {
			const start = startOf(state.doc, text);
			dispatch(state.tr.setSelection(TextSelection.create(state.doc, start + at, start + to)));
		},
	};
}

function startOf(doc: Node, text: string): number {
	let start = -1;
	doc.descendants((node, pos) => {
		if (start < 0 && node.isTextblock && node.textContent === text) start = pos + 1;
	});
	if (start < 0) throw new Error(`no block says ${text}`);
	return start;
}
