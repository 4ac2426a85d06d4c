import { Mark } from '@tiptap/core';
import { safeLink } from '#modules/knowledge/browser.ts';

export const Link = Mark.create({
	name: 'link',
	inclusive: false,
	exitable: true,
	addAttributes: () => ({
		href: { default: '' },
		title: { default: null, renderHTML: ({ title }) => (title ? { title } : {}) },
	}),
	// Whatever a page or a forged clipboard holds: no address that a reader could not follow safely.
	parseHTML: () => [
		{ tag: 'a[href]', getAttrs: (element) => (safeLink(element.getAttribute('href') ?? '') ? null : false) },
	],
	renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

export const Bold = plain('bold', ['strong', 'b']);
export const Italic = plain('italic', ['em', 'i']);
export const Strike = plain('strike', ['s', 'del', 'strike']);
export const Code = plain('code', ['code']);

function plain(name: string, tags: [string, ...string[]]) {
	return Mark.create({
		name,
		exitable: name === 'code',
		parseHTML: () => tags.map((tag) => ({ tag })),
		renderHTML: () => [tags[0], 0],
	});
}
