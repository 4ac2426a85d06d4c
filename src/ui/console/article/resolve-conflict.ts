import {
	type AnyBlock,
	type Block,
	type Conflict,
	childrenOf,
	type Doc,
	fitting,
	holdsBlocks,
	tidy,
} from '#modules/knowledge/browser.ts';
import type { EditorText, Merged } from '../../editor/saving/merge-texts.ts';

export type Choice = 'mine' | 'theirs' | 'both';
/** By `nameOfField` and `nameOfBlock`. */
export type Choices = Partial<Record<string, Choice>>;

export const nameOfField = (field: string): string => `field:${field}`;
export const nameOfBlock = (id: string): string => `block:${id}`;

/** The merged text with what was chosen in each place that was asked about; where nothing was chosen stays what stands there. */
export function resolveConflict({ text, fields, blocks }: Merged, choices: Choices): EditorText {
	const resolved = fields.reduce<EditorText>((so, { field, mine, theirs }) => {
		const choice = choices[nameOfField(field)];
		return choice ? { ...so, [field]: choice === 'theirs' ? theirs : mine } : so;
	}, text);
	const body = blocks.reduce((doc, conflict) => {
		const choice = choices[nameOfBlock(conflict.id)];
		return choice ? chosen(doc, conflict, choice) : doc;
	}, text.body);
	return { ...resolved, body: tidy(body) };
}

/** Whether both may stand one after the other: of what holds other blocks only the frame differs, and what stands in it is merged already. */
export const mayBeBoth = ({ mine, theirs }: Conflict): boolean =>
	mine !== null && theirs !== null && isWhole(mine) && isWhole(theirs);

/** Of a table nothing is merged once its rows or columns differ. */
const isWhole = (block: AnyBlock): boolean => !holdsBlocks(block) || block.type === 'table';

function chosen(doc: Doc, conflict: Conflict, choice: Choice): Doc {
	const { mine, theirs } = conflict;
	const wanted = choice === 'theirs' ? theirs : mine;
	const put = (there: AnyBlock): AnyBlock[] => {
		// Two of one id: the second is given another when the text is tidied.
		if (choice === 'both' && mine && theirs) return [mine, theirs];
		return wanted ? [framed(wanted, there, mine !== null && theirs !== null)] : [];
	};
	const { blocks, isFound } = replaced(doc.content, conflict.id, put);
	// What both left without a word is not in the merged document any more, and has no place there to come back to.
	if (!isFound && wanted) blocks.push(...fitting(undefined, [wanted]));
	return { type: 'doc', content: blocks as Block[] };
}

type Put = (there: AnyBlock) => AnyBlock[];

function replaced(blocks: readonly AnyBlock[], id: string, put: Put): { blocks: AnyBlock[]; isFound: boolean } {
	let isFound = false;
	const next = blocks.flatMap((block): AnyBlock[] => {
		if (block.attrs.id === id) {
			isFound = true;
			return put(block);
		}
		const inside = replaced(childrenOf(block), id, put);
		isFound ||= inside.isFound;
		return [inside.isFound ? ({ ...block, content: inside.blocks } as AnyBlock) : block];
	});
	return { blocks: next, isFound };
}

/** A frame around what is merged already. One that a side had taken out comes back with all that the other side has in it. */
function framed(wanted: AnyBlock, there: AnyBlock, isInBoth: boolean): AnyBlock {
	if (isWhole(wanted)) return wanted;
	const own = childrenOf(wanted);
	const ids = new Set(own.map(({ attrs }) => attrs.id));
	const merged = childrenOf(there);
	const content = isInBoth ? merged : [...own, ...merged.filter(({ attrs }) => !ids.has(attrs.id))];
	return { ...wanted, content: fitting(wanted.type, content) } as AnyBlock;
}
