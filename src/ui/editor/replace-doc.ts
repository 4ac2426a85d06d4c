import { ChangeSet, type TokenEncoder } from '@tiptap/pm/changeset';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { StepMap } from '@tiptap/pm/transform';
import { canonicalJson } from '#modules/knowledge/browser.ts';
import { toDoc } from './doc.ts';
import { FROM_OUTSIDE } from './plugins/block-ids.ts';

/**
 * The transaction that makes the document `next`. It touches only what differs, so that cursor, selection and undo stay with the text
 * they belong to; what is not stored, such as blocks just begun and spaces at the end of a line, stays where it is.
 */
export function replaceDoc(state: EditorState, next: Node): Transaction {
	const tr = state.tr.setMeta(FROM_OUTSIDE, true);
	patchChildren(tr, state.doc, next, 0);
	return tr;
}

/** From the end to the start, so that positions before the change still hold. */
function patchChildren(tr: Transaction, old: Node, next: Node, start: number): void {
	const wanted = withEmpty(old, next);
	const at = offsets(old, start);
	let oldEnd = old.childCount;
	let nextEnd = wanted.length;
	for (const [oldIndex, nextIndex] of [[-1, -1] as const, ...pairs(old.children, wanted)].toReversed()) {
		replaceGap(tr, at[oldIndex + 1] ?? start, at[oldEnd] ?? start, wanted.slice(nextIndex + 1, nextEnd));
		const [from, to] = [old.children[oldIndex], wanted[nextIndex]];
		if (from && to) patch(tr, from, to, at[oldIndex] ?? start);
		[oldEnd, nextEnd] = [oldIndex, nextIndex];
	}
}

function replaceGap(tr: Transaction, from: number, to: number, nodes: Node[]): void {
	if (from < to || nodes.length > 0) tr.replaceWith(from, to, nodes);
}

function patch(tr: Transaction, old: Node, next: Node, pos: number): void {
	if (old.eq(next) || isStoredAlike(old, next)) return;
	if (old.type !== next.type || old.isLeaf) {
		tr.replaceWith(pos, pos + old.nodeSize, next);
		return;
	}
	if (old.isTextblock) patchText(tr, old, next, pos + 1);
	else patchChildren(tr, old, next, pos + 1);
	if (!old.hasMarkup(next.type, next.attrs, next.marks)) tr.setNodeMarkup(pos, null, next.attrs);
}

/** As with a space at the end, after which somebody is about to write on. */
function isStoredAlike(old: Node, next: Node): boolean {
	return old.isTextblock && next.isTextblock && stored(old) === stored(next);
}

const stored = (node: Node): string => canonicalJson(toDoc(node.type.schema.topNodeType.create(null, node)));

/** Only the letters that differ, so that a cursor between them keeps its word. */
function patchText(tr: Transaction, old: Node, next: Node, start: number): void {
	const whole = new StepMap([0, old.content.size, next.content.size]);
	const { changes } = ChangeSet.create(old, undefined, ENCODER).addSteps(next, [whole], null);
	for (const { fromA, toA, fromB, toB } of changes.toReversed()) {
		tr.replace(start + fromA, start + toA, next.slice(fromB, toB));
	}
}

/** How letters are compared: a bold one is not the same as a plain one. */
const ENCODER: TokenEncoder<string> = {
	encodeCharacter: (char, marks) => String.fromCodePoint(char) + marks.map((mark) => JSON.stringify(mark)).join(''),
	encodeNodeStart: ({ type }) => type.name,
	encodeNodeEnd: ({ type }) => type.name,
	compareTokens: (a, b) => a === b,
};

/** `next`'s children, and after the neighbour they had those of `old` that say nothing yet and are therefore not in `next`. */
function withEmpty(old: Node, next: Node): Node[] {
	if (next.type.spec.tableRole) return [...next.children];
	const wanted = [...next.children];
	const ids = new Set(wanted.map((child) => child.attrs.id as unknown));
	for (const [index, child] of old.children.entries()) {
		if (!saysNothing(child) || ids.has(child.attrs.id)) continue;
		const before = old.children.slice(0, index).findLast(({ attrs }) => ids.has(attrs.id));
		wanted.splice(before ? wanted.findIndex(({ attrs }) => attrs.id === before.attrs.id) + 1 : 0, 0, child);
		ids.add(child.attrs.id);
	}
	return wanted;
}

/** A list, step, table or code block just begun too. */
function saysNothing(node: Node): boolean {
	return node.isTextblock ? !node.textContent.trim() : !node.isLeaf && node.children.every(saysNothing);
}

function offsets(parent: Node, start: number): number[] {
	const at = [start];
	for (const child of parent.children) at.push((at.at(-1) ?? start) + child.nodeSize);
	return at;
}

/** Indices of the children with the same id in both, as many as keep their order. */
function pairs(old: readonly Node[], next: readonly Node[]): [number, number][] {
	const places = new Map(old.map((child, index) => [child.attrs.id as unknown, index]));
	const all = next.flatMap((child, index): [number, number][] => {
		const place = places.get(child.attrs.id);
		return place === undefined ? [] : [[place, index]];
	});
	return longestRising(all);
}

/** Patience sorting: of each length the run that ends lowest, with a link to what comes before. */
function longestRising(all: [number, number][]): [number, number][] {
	type Run = { pair: [number, number]; before: Run | undefined };
	const ends: Run[] = [];
	for (const pair of all) {
		let at = ends.length;
		while (at > 0 && (ends[at - 1]?.pair[0] ?? -1) >= pair[0]) at--;
		ends[at] = { pair, before: ends[at - 1] };
	}
	const run: [number, number][] = [];
	for (let last = ends.at(-1); last; last = last.before) run.unshift(last.pair);
	return run;
}
