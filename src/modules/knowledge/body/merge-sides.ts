import { canonicalJson } from './canonical.ts';
import { childrenOf, holdsBlocks, ownContent } from './leaves.ts';
import type { AnyBlock, Doc } from './types.ts';

/** `own` is equal for equal content: of containers without what stands in them. */
type Placed = { block: AnyBlock; own: string; parent: string };

/** A document by the ids of its blocks; `order` has the children of each, the document's own under the empty id. */
export type Side = { blocks: Map<string, Placed>; order: Map<string, string[]> };

export type Sides = {
	base: Side;
	mine: Side;
	theirs: Side;
	/** Whether what stands in it is merged by itself. */
	isContainer(block: AnyBlock): boolean;
};

/** The three documents, in which a table whose rows or columns differ between them is one block. */
export function sidesOf(base: Doc, mine: Doc, theirs: Doc): Sides {
	const shapes = [base, mine, theirs].map(shapesOf);
	const isSteady = (id: string) => new Set(shapes.map((shape) => shape.get(id))).size === 1;
	const isContainer = (block: AnyBlock) => holdsBlocks(block) && (block.type !== 'table' || isSteady(block.attrs.id));
	const [was, my, their] = [base, mine, theirs].map((doc) => sideOf(doc, isContainer)) as [Side, Side, Side];
	return { base: was, mine: my, theirs: their, isContainer };
}

/** Which ids stand in which, of each table. */
function shapesOf(doc: Doc): Map<string, string> {
	const shapes = new Map<string, string>();
	const visit = (block: AnyBlock): void => {
		if (block.type === 'table') shapes.set(block.attrs.id, JSON.stringify(idsIn(block)));
		else childrenOf(block).forEach(visit);
	};
	doc.content.forEach(visit);
	return shapes;
}

const idsIn = (block: AnyBlock): unknown[] => [block.attrs.id, ...childrenOf(block).map(idsIn)];

function sideOf(doc: Doc, isContainer: (block: AnyBlock) => boolean): Side {
	const side: Side = { blocks: new Map(), order: new Map() };
	const visit = (blocks: readonly AnyBlock[], parent: string) => {
		side.order.set(
			parent,
			blocks.map((block) => block.attrs.id),
		);
		for (const block of blocks) {
			const isOpen = isContainer(block);
			const isWhole = holdsBlocks(block) && !isOpen;
			side.blocks.set(block.attrs.id, { block, own: isWhole ? canonicalJson(block) : ownContent(block), parent });
			if (isOpen) visit(childrenOf(block), block.attrs.id);
		}
	};
	visit(doc.content, '');
	return side;
}
