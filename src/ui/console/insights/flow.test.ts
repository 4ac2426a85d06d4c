import { expect, test } from 'vitest';
import { layFlow } from './flow.ts';

const ORDERS = [
	['assistant', 'person'],
	['answer', 'unsure'],
	['solved', 'open'],
];
const WAYS = [
	{ stations: ['assistant', 'answer', 'solved'], count: 6 },
	{ stations: ['assistant', 'unsure', 'open'], count: 3 },
	{ stations: ['person', null, 'open'], count: 1 },
];

test('nodes are as high as many pass, and what leaves a column out passes it by', () => {
	const { nodes, links } = layFlow(WAYS, ORDERS, { height: 110, gap: 10 });
	expect(nodes.map(({ key, y, height }) => [key, y, height])).toEqual([
		['assistant', 0, 90],
		['person', 100, 10],
		['answer', 0, 60],
		['unsure', 70, 30],
		['solved', 0, 60],
		['open', 70, 40],
	]);
	expect(links.map(({ from, to, y1, y2, width }) => [from.key, to.key, y1, y2, width])).toEqual([
		['assistant', 'answer', 0, 0, 60],
		['assistant', 'unsure', 60, 70, 30],
		['person', 'open', 100, 70, 10],
		['answer', 'solved', 0, 0, 60],
		['unsure', 'open', 70, 80, 30],
	]);
});

test('of nothing there is nothing to draw', () => {
	expect(layFlow([], ORDERS, { height: 100, gap: 10 })).toEqual({ nodes: [], links: [] });
});
