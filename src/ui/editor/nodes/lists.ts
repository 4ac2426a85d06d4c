import { Node } from '@tiptap/core';

export const BulletList = Node.create({
	name: 'bulletList',
	group: 'block list',
	content: 'listItem+',
	parseHTML: () => [{ tag: 'ul' }],
	renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
});

export const OrderedList = Node.create({
	name: 'orderedList',
	group: 'block list',
	content: 'listItem+',
	addAttributes: () => ({
		start: {
			default: 1,
			parseHTML: (element) => startOf(element.getAttribute('start')),
			renderHTML: ({ start }) => (start === 1 ? {} : { start }),
		},
	}),
	parseHTML: () => [{ tag: 'ol' }],
	renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
});

export const ListItem = Node.create({
	name: 'listItem',
	content: 'block+',
	defining: true,
	parseHTML: () => [{ tag: 'li' }],
	renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
});

export const Steps = Node.create({
	name: 'steps',
	group: 'block list',
	content: 'step+',
	parseHTML: () => [{ tag: 'ol.steps', priority: 60 }],
	renderHTML: ({ HTMLAttributes }) => ['ol', { ...HTMLAttributes, class: 'steps' }, 0],
});

export const Step = Node.create({
	name: 'step',
	content: 'block+',
	defining: true,
	parseHTML: () => [{ tag: 'li', context: 'steps/', priority: 60 }],
	renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
});

function startOf(value: string | null): number {
	const start = Number(value ?? 1);
	return Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1;
}
