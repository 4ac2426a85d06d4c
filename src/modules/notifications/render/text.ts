import type { Block } from './blocks.ts';

type Renderers = { [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => string };

const RENDER: Renderers = {
	heading: ({ text }) => `${text}\n${'='.repeat(Math.min(60, [...text].length))}`,
	text: ({ text }) => text,
	quote: ({ label, text }) => `${label}:\n${text.replace(/^/gm, '> ')}`,
	facts: ({ rows }) => rows.map(([label, value]) => `${label}: ${value}`).join('\n'),
	list: ({ label, items }) =>
		[`${label}:`, ...items.map(({ text, url }) => (url ? `- ${text}\n  ${url}` : `- ${text}`))].join('\n'),
	button: ({ text, url }) => `${text}:\n${url}`,
	note: ({ text }) => text,
};

export function renderText(blocks: readonly Block[], footer: string): string {
	const parts = blocks.map((block) => (RENDER[block.kind] as (block: Block) => string)(block));
	// "-- " on a line of its own begins the signature, which mail programs fold away.
	return `${parts.join('\n\n')}\n\n-- \n${footer}\n`;
}
