import { createHash } from 'node:crypto';
import { leafText, leavesOf, ownContent } from '../body/leaves.ts';
import type { AnyBlock, Doc } from '../body/types.ts';
import type { SeenBlocks } from '../tables.ts';

/** A paragraph of the source that is another than when the translation was last brought up to date. */
export type Changed =
	| { id: string; kind: 'added'; block: AnyBlock }
	| { id: string; kind: 'changed'; block: AnyBlock; version: number }
	| { id: string; kind: 'removed'; version: number };

/** What is remembered of a source that read so in this version. */
export const blocksSeen = (doc: Doc, version: number): SeenBlocks =>
	Object.fromEntries(paragraphs(doc).map((block) => [block.attrs.id, { hash: hashOf(block), version }]));

/** What changed since, in reading order, what went last. */
export function changesSince(seen: SeenBlocks, doc: Doc): Changed[] {
	const there = paragraphs(doc);
	const changed = there.flatMap((block): Changed[] => {
		const { id } = block.attrs;
		const before = seen[id];
		if (!before) return [{ id, kind: 'added', block }];
		return before.hash === hashOf(block) ? [] : [{ id, kind: 'changed', block, version: before.version }];
	});
	const ids = new Set(there.map((block) => block.attrs.id));
	const removed = Object.entries(seen)
		.filter(([id]) => !ids.has(id))
		.map(([id, { version }]): Changed => ({ id, kind: 'removed', version }));
	return [...changed, ...removed];
}

/** Ids of the paragraphs whose words are still the source's. */
export function untranslated(source: Doc, doc: Doc): string[] {
	const said = new Map(paragraphs(source).map((block) => [block.attrs.id, ownContent(block)]));
	return paragraphs(doc)
		.filter(({ type }) => type === 'paragraph' || type === 'heading')
		.filter((block) => /\p{L}/u.test(leafText(block)) && said.get(block.attrs.id) === ownContent(block))
		.map((block) => block.attrs.id);
}

const MEDIA: readonly string[] = ['image', 'video', 'audio'];

/** Those that say or show something. */
const paragraphs = (doc: Doc): AnyBlock[] =>
	leavesOf(doc)
		.map(({ block }) => block)
		.filter((block) => MEDIA.includes(block.type) || leafText(block) !== '');

const hashOf = (block: AnyBlock): string => createHash('sha256').update(ownContent(block)).digest('base64url');
