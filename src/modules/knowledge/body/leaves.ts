import { canonicalJson } from './canonical.ts';
import { blockText } from './plain-text.ts';
import type { AnyBlock, Doc } from './types.ts';

/** Everything but what has an id, as text: equal exactly for equal content, of containers without what stands in them. */
export function ownContent(block: AnyBlock): string {
	const { id: _, ...attrs } = block.attrs;
	return canonicalJson([block.type, attrs, holdsBlocks(block) || !('content' in block) ? null : block.content]);
}

type Container = Extract<AnyBlock, { content: AnyBlock[] }>;

/** Whether other blocks stand in it. */
export function holdsBlocks(block: AnyBlock): block is Container {
	return 'content' in block && block.type !== 'paragraph' && block.type !== 'heading' && block.type !== 'codeBlock';
}

export const childrenOf = (block: AnyBlock): readonly AnyBlock[] => (holdsBlocks(block) ? block.content : []);

/** What is said, in reading order: paragraphs, headings, code, pictures, media, and callouts for their titles. `within` lists the types around it. */
export function leavesOf(doc: Doc): { block: AnyBlock; within: AnyBlock['type'][] }[] {
	return doc.content.flatMap((block) => leavesIn(block, []));
}

function leavesIn(block: AnyBlock, within: AnyBlock['type'][]): { block: AnyBlock; within: AnyBlock['type'][] }[] {
	if (!holdsBlocks(block)) return [{ block, within }];
	const own = block.type === 'callout' && block.attrs.title ? [{ block, within }] : [];
	return [...own, ...childrenOf(block).flatMap((child) => leavesIn(child, [...within, block.type]))];
}

/** What a leaf says itself: of a callout its title. */
export const leafText = (block: AnyBlock): string =>
	block.type === 'callout' ? (block.attrs.title ?? '') : blockText(block);
