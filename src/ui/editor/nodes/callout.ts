import { Node } from '@tiptap/core';
import { CALLOUT_KINDS } from '#modules/knowledge/browser.ts';

export const Callout = Node.create({
	name: 'callout',
	group: 'block',
	content: 'block+',
	defining: true,
	addAttributes: () => ({
		kind: {
			default: 'note',
			parseHTML: (element) => CALLOUT_KINDS.find((kind) => element.classList.contains(kind)) ?? 'note',
			renderHTML: ({ kind }) => ({ class: `callout ${String(kind)}` }),
		},
		title: {
			default: null,
			parseHTML: (element) => element.getAttribute('data-title'),
			renderHTML: ({ title }) => (title ? { 'data-title': title } : {}),
		},
	}),
	parseHTML: () => [
		{ tag: 'aside.callout' },
		// A page shows the title, or the name of the kind, as a first line: it is an attribute here.
		{ tag: 'p.callout-title', ignore: true, priority: 60 },
	],
	renderHTML: ({ HTMLAttributes }) => ['aside', HTMLAttributes, 0],
});
