import { headingAnchors } from './anchors.ts';
import { blockText, inlineText } from './plain-text.ts';
import type { AnyBlock, Block, Doc, Heading } from './types.ts';

/**
 * A section of an article, the unit of search: what stands under one heading up to the next. `path` holds the article's title and
 * the headings above it, outermost first; its own heading is not among the leaves.
 */
export type Passage = { anchor: string; heading: string; path: string[]; leaves: Leaf[] };

/** A paragraph, code block, table row, picture or medium that has text, or the title of a callout. */
export type Leaf = {
	type: AnyBlock['type'];
	/** The top-level block it stands in (itself, a list, steps, a table or a callout): its type, and its place in the section. */
	within: Block['type'];
	group: number;
	/** Which child of that block it stands in: of steps, which step. */
	item: number;
	text: string;
};

/** The sections of a document in order. The one before the first heading has anchor and heading '', and is left out if empty. */
export function passages(doc: Doc, title: string): Passage[] {
	const anchors = headingAnchors(doc);
	const lead: Passage = { anchor: '', heading: '', path: [title], leaves: [] };
	const found = [lead];
	const above: Heading[] = [];
	let group = 0;
	for (const block of doc.content) {
		if (block.type === 'heading') {
			found.push(passageOf(block, above, title, anchors.get(block.attrs.id) ?? ''));
			group = 0;
		} else found.at(-1)?.leaves.push(...leavesOf(block, group++));
	}
	return lead.leaves.length > 0 ? found : found.slice(1);
}

/** The text of a section, a line a leaf, without its heading. */
export const passageText = ({ leaves }: Passage): string => leaves.map(({ text }) => text).join('\n');

/** Keeps `above` the chain of headings that the new one stands under, itself last. */
function passageOf(heading: Heading, above: Heading[], title: string, anchor: string): Passage {
	while ((above.at(-1)?.attrs.level ?? 0) >= heading.attrs.level) above.pop();
	const path = [title, ...above.map((each) => oneLine(each))];
	above.push(heading);
	return { anchor, heading: oneLine(heading), path, leaves: [] };
}

function oneLine(heading: Heading): string {
	return inlineText(heading.content).replaceAll('\n', ' ');
}

function leavesOf(block: Block, group: number): Leaf[] {
	const place = { within: block.type, group };
	const children: readonly AnyBlock[] = isContainer(block) ? block.content : [];
	const own = ownText(block).map((leaf) => ({ ...leaf, ...place, item: 0 }));
	return [...own, ...children.flatMap((child, item) => textsIn(child).map((leaf) => ({ ...leaf, ...place, item })))];
}

type TypedText = Pick<Leaf, 'type' | 'text'>;

function textsIn(block: AnyBlock): TypedText[] {
	const children: readonly AnyBlock[] = isContainer(block) ? block.content : [];
	return [...ownText(block), ...children.flatMap(textsIn)];
}

/** What a block says besides the blocks in it: of a callout its title, of other containers nothing. */
function ownText(block: AnyBlock): TypedText[] {
	const text = !isContainer(block) ? blockText(block) : block.type === 'callout' ? block.attrs.title : '';
	return text ? [{ type: block.type, text }] : [];
}

type Container = Extract<AnyBlock, { content: (Block | AnyBlock)[] }>;

const LEAVES = new Set<AnyBlock['type']>([
	'paragraph',
	'heading',
	'codeBlock',
	'tableRow',
	'image',
	'video',
	'audio',
	'horizontalRule',
]);

function isContainer(block: AnyBlock): block is Container {
	return !LEAVES.has(block.type);
}
