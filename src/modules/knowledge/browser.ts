/** What a browser may have of this module: pure code without Node or the database. */
export { safeFile, safeLink } from './body/addresses.ts';
export { canonicalJson } from './body/canonical.ts';
export { type BlockDiff, diffDocs } from './body/diff-docs.ts';
export { diffWords, type Words } from './body/diff-words.ts';
export { newId } from './body/ids.ts';
export { keepIds } from './body/keep-ids.ts';
export { childrenOf, holdsBlocks, leafText, leavesOf } from './body/leaves.ts';
export { type Conflict, mergeDocs } from './body/merge-docs.ts';
export { mergeOrder } from './body/merge-order.ts';
export { fitting } from './body/merge-shape.ts';
export { blockText } from './body/plain-text.ts';
export { tidy } from './body/tidy.ts';
export { CALLOUT_KINDS } from './body/types.ts';
export type { Align, AnyBlock, Block, CalloutKind, Doc, Inline } from './body/types.ts';
export type { PublishingAct } from './waiting-texts.ts';

/** `toMarkdown` and `fromMarkdown`; the parser that both need is loaded with the first call. */
export async function loadMarkdown() {
	const [{ toMarkdown }, { fromMarkdown }] = await Promise.all([
		import('./body/to-markdown.ts'),
		import('./body/from-markdown.ts'),
	]);
	return { toMarkdown, fromMarkdown };
}
