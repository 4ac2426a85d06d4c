import type { Node } from '@tiptap/pm/model';
import { PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { newId } from '#modules/knowledge/browser.ts';
import { afterChanges, type Change } from './after-changes.ts';
import { type Placed, placedIn, placedWhereChanged } from './placed.ts';

/** On a transaction that brings a document from outside, whose ids are taken as they are. */
export const FROM_OUTSIDE = 'fromOutside';

/**
 * Keeps the ids of blocks: each has one, no two have the same. What stays in its place or is moved keeps its id; the second half of a
 * split, a copy and what was never in this document get new ones.
 */
export function blockIds(doc: Node) {
	const known = new Set(placedIn(doc).map(({ id }) => id));
	return afterChanges(
		new PluginKey('blockIds'),
		(change) => named(change, known),
		(change) => meet(change, known),
	);
}

/** Ids from outside are known from the moment they come, also while an input method composes. */
function meet({ transactions, before, now }: Change, known: Set<string>): void {
	if (!transactions.some((tr) => tr.getMeta(FROM_OUTSIDE))) return;
	for (const { id } of placedWhereChanged(before.doc, now.doc).after) known.add(id);
}

function named(change: Change, known: Set<string>): Transaction | undefined {
	const { before, after } = change.late
		? { before: placedIn(change.before.doc), after: placedIn(change.now.doc) }
		: placedWhereChanged(change.before.doc, change.now.doc);
	if (!change.late && hasSameIds(before, after)) return undefined;
	const homes = homesOf(before, change);
	const ids = assign(after, homes, takenElsewhere(change.now.doc, after), known);
	giveBackToText(after, ids, before);
	return rename(change, after, ids);
}

/** As after typing: nothing more to look at. */
function hasSameIds(before: Placed[], after: Placed[]): boolean {
	const old = new Set(before.map(({ id }) => id));
	return new Set(after.map(({ id }) => id)).size === after.length && after.every(({ id }) => id !== '' && old.has(id));
}

/** The blocks that were there, by where they stand now. */
function homesOf(before: Placed[], { transactions }: Change): Map<number, Placed> {
	const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
	return new Map(before.map((placed) => [mapping.map(placed.pos, 1), placed]));
}

function takenElsewhere(doc: Node, after: Placed[]): Set<string> {
	const here = new Set(after.map(({ pos }) => pos));
	return new Set(placedIn(doc).flatMap(({ id, pos }) => (here.has(pos) ? [] : [id])));
}

type Ids = Map<Placed, string>;

function assign(after: Placed[], homes: Map<number, Placed>, elsewhere: Set<string>, known: Set<string>): Ids {
	const atHome = new Set(after.filter(({ id, pos }) => homes.get(pos)?.id === id).map(({ id }) => id));
	const wanted = new Set(after.map(({ id }) => id));
	const taken = new Set(elsewhere);
	const take = (id: string) => {
		taken.add(id);
		known.add(id);
		return id;
	};
	return new Map(
		after.map((placed) => {
			const { id, pos } = placed;
			const home = homes.get(pos);
			const isFree = known.has(id) && id !== '' && !taken.has(id);
			if (isFree && (home?.id === id || !atHome.has(id))) return [placed, take(id)];
			const left = home && id === '' && !taken.has(home.id) && !wanted.has(home.id) && isAlike(home.node, placed.node);
			return [placed, take(left ? home.id : newId())];
		}),
	);
}

/** What became of a block by turning it into another: a paragraph into a heading, one kind of list into another. */
function isAlike(old: Node, now: Node): boolean {
	return old.type === now.type || (old.isTextblock && now.isTextblock);
}

/** Split at its beginning, a block leaves an empty one before it; the id belongs to the text. */
function giveBackToText(after: Placed[], ids: Ids, before: Placed[]): void {
	const old = new Map(before.map((placed) => [placed.id, placed.node]));
	const isNew = (placed: Placed) => !old.has(ids.get(placed) ?? '');
	for (const placed of after) {
		const id = ids.get(placed) ?? '';
		const text = old.get(id)?.textContent;
		if (!text || placed.node.textContent) continue;
		const half = after.find(
			(each) => each.node.type === placed.node.type && isNew(each) && each.node.textContent === text,
		);
		if (!half) continue;
		ids.set(placed, ids.get(half) ?? newId());
		ids.set(half, id);
	}
}

function rename({ now }: Change, after: Placed[], ids: Ids): Transaction | undefined {
	const { tr, storedMarks } = now;
	for (const placed of after) {
		const id = ids.get(placed);
		if (id !== placed.id) tr.setNodeAttribute(placed.pos, 'id', id);
	}
	// Changing attributes would otherwise forget that bold was switched on for the text to come.
	return tr.docChanged ? tr.setStoredMarks(storedMarks) : undefined;
}
