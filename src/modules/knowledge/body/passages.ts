import { headingAnchors } from './anchors.ts';
import { blockText, inlineText } from './plain-text.ts';
import type { AnyBlock, Block, Doc, Heading } from './types.ts';

/**
 * A section of an article, the unit of search: what stands under one heading up to the next. `path` holds the article's title and
 * the headings above it, outermost first; `text` is without the heading; `blocks` are the ids of its top-level blocks, the
 * heading's first.
 */
export type Passage = { anchor: string; heading: string; path: string[]; text: string; blocks: string[] };

/** A block that a citation can point at. `group` is the id of the top-level block it stands in: the list, steps, table or callout. */
export type LeafText = { id: string; type: AnyBlock['type']; anchor: string; group: string; text: string };

/** The sections of a document in order. The one before the first heading has anchor and heading '', and is left out if empty. */
export function passages(doc: Doc, title: string): Passage[] {
	const anchors = headingAnchors(doc);
	const found: Passage[] = [{ anchor: '', heading: '', path: [title], text: '', blocks: [] }];
	const above: Heading[] = [];
	const texts: string[][] = [[]];
	for (const block of doc.content) {
		if (block.type === 'heading') {
			found.push(passageOf(block, above, title, anchors.get(block.attrs.id) ?? ''));
			texts.push([]);
		} else {
			found.at(-1)?.blocks.push(block.attrs.id);
			texts.at(-1)?.push(blockText(block));
		}
	}
	return found
		.map((passage, index) => ({ ...passage, text: (texts[index] ?? []).filter(Boolean).join('\n') }))
		.filter((passage) => passage.blocks.length > 0);
}

/** Keeps `above` the chain of headings that the new one stands under, itself last. */
function passageOf(heading: Heading, above: Heading[], title: string, anchor: string): Passage {
	while ((above.at(-1)?.attrs.level ?? 0) >= heading.attrs.level) above.pop();
	const path = [title, ...above.map((each) => oneLine(each))];
	above.push(heading);
	return { anchor, heading: oneLine(heading), path, text: '', blocks: [heading.attrs.id] };
}

function oneLine(heading: Heading): string {
	return inlineText(heading.content).replaceAll('\n', ' ');
}

/** Every paragraph, heading, code block, table row, picture and medium that has text, in reading order. */
export function blocksText(doc: Doc): LeafText[] {
	const anchors = headingAnchors(doc);
	const found: LeafText[] = [];
	let anchor = '';
	for (const block of doc.content) {
		anchor = anchors.get(block.attrs.id) ?? anchor;
		collect(block, { anchor, group: block.attrs.id }, found);
	}
	return found;
}

function collect(block: AnyBlock, place: { anchor: string; group: string }, found: LeafText[]): void {
	if (isContainer(block)) {
		for (const child of block.content) collect(child, place, found);
		return;
	}
	const text = blockText(block);
	if (text) found.push({ id: block.attrs.id, type: block.type, ...place, text });
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
