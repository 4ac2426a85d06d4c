import { Node } from '@tiptap/core';

export const Body = Node.create({ name: 'doc', topNode: true, content: 'block+' });

export const Text = Node.create({ name: 'text', group: 'inline' });

/** The first of the blocks: whatever needs a block and is not told which gets a paragraph. */
export const Paragraph = Node.create({
	name: 'paragraph',
	priority: 1_000,
	group: 'block',
	content: 'inline*',
	parseHTML: () => [{ tag: 'p' }],
	renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

export const HardBreak = Node.create({
	name: 'hardBreak',
	group: 'inline',
	inline: true,
	selectable: false,
	linebreakReplacement: true,
	parseHTML: () => [{ tag: 'br' }],
	renderHTML: () => ['br'],
	renderText: () => '\n',
});

/** The title of the article is the only heading of level 1. */
export const Heading = Node.create({
	name: 'heading',
	group: 'block',
	content: 'inline*',
	defining: true,
	addAttributes: () => ({
		level: {
			default: 2,
			parseHTML: (element) => Math.min(Math.max(Number(element.tagName.slice(1)), 2), 4),
			renderHTML: () => ({}),
		},
	}),
	parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
	renderHTML: ({ node, HTMLAttributes }) => [`h${String(node.attrs.level)}`, HTMLAttributes, 0],
});

export const Blockquote = Node.create({
	name: 'blockquote',
	group: 'block',
	content: 'block+',
	defining: true,
	parseHTML: () => [{ tag: 'blockquote' }],
	renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

export const CodeBlock = Node.create({
	name: 'codeBlock',
	group: 'block',
	content: 'text*',
	marks: '',
	code: true,
	defining: true,
	addAttributes: () => ({
		language: {
			default: null,
			parseHTML: (element) => /\blanguage-(\S+)/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? null,
			renderHTML: () => ({}),
		},
	}),
	parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
	renderHTML: ({ node, HTMLAttributes }) => {
		const language = node.attrs.language ? { class: `language-${String(node.attrs.language)}` } : {};
		return ['pre', HTMLAttributes, ['code', language, 0]];
	},
});

export const HorizontalRule = Node.create({
	name: 'horizontalRule',
	group: 'block',
	parseHTML: () => [{ tag: 'hr' }],
	renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
});
