import { headingAnchors } from '../../body/anchors.ts';
import { plainText } from '../../body/plain-text.ts';
import type { AnyBlock, Doc, Inline } from '../../body/types.ts';
import type { LinkKind } from '../tables.ts';
import { linkOf } from './link-of.ts';
import { vectorOf } from './terms.ts';

export type Written = { title: string; body: Doc; questions: readonly string[] };
export type Link = { block: string; kind: LinkKind; address: string; target: string; anchor: string };
export type Facts = {
	/** `tsvector` literals. */
	title_terms: string;
	terms: string;
	anchors: string[];
	links: Link[];
	bare_images: { block: string; src: string }[];
};

/** What can be read out of a text. It is found by the words of its working copy as well; its links and pictures are those of what was written last. */
export function factsOf(lang: string, text: Written, draft: Written | undefined): Facts {
	const both = draft ? [text, draft] : [text];
	const titles = both.map(({ title }) => title);
	const shown = draft && text.body.content.length === 0 ? draft : text;
	const links: Link[] = [];
	const bare_images: Facts['bare_images'] = [];
	for (const block of shown.body.content) walk(block, links, bare_images);
	return {
		title_terms: vectorOf(titles, lang),
		terms: vectorOf(
			[...titles, ...both.flatMap(({ questions }) => questions), ...both.map(({ body }) => plainText(body))],
			lang,
		),
		anchors: [...headingAnchors(shown.body).values()],
		links,
		bare_images,
	};
}

function walk(block: AnyBlock, links: Link[], bare: Facts['bare_images']): void {
	const add = (address: unknown) => {
		const link = typeof address === 'string' ? linkOf(address) : undefined;
		if (link) links.push({ block: block.attrs.id, ...link });
	};
	if (block.type === 'image' && block.attrs.alt.trim() === '')
		bare.push({ block: block.attrs.id, src: block.attrs.src });
	for (const name of ['src', 'poster', 'captions']) add(Reflect.get(block.attrs, name));
	if (!('content' in block)) return;
	const children: readonly (AnyBlock | Inline)[] = block.content;
	// A sentence may link to one place in several pieces.
	const named = new Set<string>();
	for (const child of children)
		if ('attrs' in child) walk(child, links, bare);
		else if (child.type === 'text')
			for (const mark of child.marks ?? []) if (mark.type === 'link') named.add(mark.attrs.href);
	named.forEach(add);
}
