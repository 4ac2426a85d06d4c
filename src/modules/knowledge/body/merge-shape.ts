import { childrenOf } from './leaves.ts';
import type { AnyBlock } from './types.ts';

const PARTS = new Set<AnyBlock['type']>(['listItem', 'step', 'tableRow', 'tableHeader', 'tableCell']);

/**
 * The children in a form in which they may stand in a block of this type: one side may have made a list of what the other one put a paragraph into.
 * Without a type they stand in the document itself.
 */
export function fitting(parent: AnyBlock['type'] | undefined, children: readonly AnyBlock[]): AnyBlock[] {
	switch (parent) {
		case 'bulletList':
		case 'orderedList':
			return children.map((child) => asItem('listItem', child));
		case 'steps':
			return children.map((child) => asItem('step', child));
		case 'table':
		case 'tableRow':
		case 'tableHeader':
		case 'tableCell':
			return [...children];
		default:
			return children.flatMap(asBlocks);
	}
}

/** An empty id is replaced when the document is tidied. */
function asItem(type: 'listItem' | 'step', child: AnyBlock): AnyBlock {
	if (child.type === 'listItem' || child.type === 'step') return { ...child, type };
	return { type, attrs: { id: '' }, content: asBlocks(child) } as AnyBlock;
}

/** Of a part of a list or table what stands in it. */
const asBlocks = (block: AnyBlock): AnyBlock[] =>
	PARTS.has(block.type) ? childrenOf(block).flatMap(asBlocks) : [block];
