import type { Node, Schema } from '@tiptap/pm/model';
import { type AnyBlock, type Doc, tidy } from '#modules/knowledge/browser.ts';

/** Nodes never change, so what was made of one stays right. */
const made = new WeakMap<Node, AnyBlock>();

/** What is in the editor as it is stored: tidy, so `docSchema` takes it as it is. Costs little where little has changed. */
export function toDoc(root: Node): Doc {
	return tidy({ type: 'doc', content: root.children.map(blockOf) } as Doc);
}

/** A stored document as the editor holds it: with a paragraph to begin with where there is nothing. */
export function fromDoc(schema: Schema, doc: Doc): Node {
	const content = doc.content.length > 0 ? doc.content : [{ type: 'paragraph' }];
	return schema.nodeFromJSON({ type: 'doc', content });
}

function blockOf(node: Node): AnyBlock {
	const known = made.get(node);
	if (known) return known;
	const attrs = Object.fromEntries(
		Object.entries(node.attrs).filter(([name, value]) => value !== null && !SPANS.has(name)),
	);
	const content = node.isTextblock ? node.children.map((child) => inlineOf(child)) : node.children.map(blockOf);
	const block = { type: node.type.name, attrs, ...(node.type.isLeaf ? {} : { content }) } as AnyBlock;
	made.set(node, block);
	return block;
}

const SPANS = new Set(['colspan', 'rowspan', 'colwidth']);

function inlineOf(node: Node): object {
	if (!node.isText) return { type: node.type.name };
	const marks = node.marks.map(({ type, attrs }) => {
		const given = Object.entries(attrs).filter(([, value]) => value !== null);
		return given.length > 0 ? { type: type.name, attrs: Object.fromEntries(given) } : { type: type.name };
	});
	return { type: 'text', text: node.text, ...(marks.length > 0 ? { marks } : {}) };
}
