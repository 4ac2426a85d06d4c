import { expect, test } from 'vitest';
import type { Card } from '#modules/knowledge/index.ts';
import { fromMarkdown } from '../knowledge/body/from-markdown.ts';
import { passages } from '../knowledge/body/passages.ts';
import { bestQuote } from './quote.ts';

const TEXT = `The oil is changed once a year.

![A hand below the plug](/files/plug.svg)

## How to change it

:::steps
1. Switch it off.

   Wait until it is cold.
2. Open the drain.
:::

## What to bring

- a tray
- gloves

## How much

| Machine | Oil | Part |
|---|---|---|
| K 5 | 3 l | |
| K 11 | 6 l | K11-20 |
`;

function quoted(question: string, text = TEXT) {
	const head = { id: 'a', article_id: 'b', external_id: 'oil', lang: 'en', slug: 'oil', title: 'Oil', url: '/en/oil' };
	const card: Card = { ...head, passages: passages(fromMarkdown(text), head.title) };
	return bestQuote(card, question);
}

test('running text has no layout', () => {
	expect(quoted('changed once a year')).toEqual({ text: 'The oil is changed once a year.', anchor: '' });
});

test('steps stay steps, each with all its lines', () => {
	expect(quoted('switch off, wait until cold, open the drain')).toEqual({
		text: 'Switch it off.\nWait until it is cold.\nOpen the drain.',
		anchor: 'how-to-change-it',
		layout: { format: 'steps', parts: ['Switch it off.\nWait until it is cold.', 'Open the drain.'] },
	});
});

test('a question about what the title says is answered by how the article begins', () => {
	expect(quoted('what about the oil?')?.text).toBe('The oil is changed once a year.');
});

test('a heading speaks for what its section begins with', () => {
	expect(quoted('what must I bring?')?.text).toBe('a tray\ngloves');
});

test('a picture answers nothing', () => {
	expect(quoted('a hand below the plug')?.text).not.toContain('hand');
});

test('the sentence that announces a list comes with it, and never without', () => {
	const text = 'Hello.\n\n## Stop\n\nIf it rattles, do this:\n\n- close the valve\n- call us';
	const layout = { format: 'list', parts: ['close the valve', 'call us'], intro: 'If it rattles, do this:' };
	for (const question of ['it rattles', 'close the valve'])
		expect(quoted(question, text)).toEqual({
			text: 'If it rattles, do this:\nclose the valve\ncall us',
			anchor: 'stop',
			layout,
		});
});

test('a sentence that announces a table is never quoted without it; a row may stand alone', () => {
	const text =
		'Hi.\n\n## Stop\n\nE-12 means low voltage. Look at this:\n\n| Seen | Do |\n|---|---|\n| fuse out | call |\n| rain | wait |';
	expect(quoted('what is E-12', text)).toEqual({
		text: 'E-12 means low voltage. Look at this:\nfuse out | call\nrain | wait',
		anchor: 'stop',
		layout: {
			format: 'table',
			parts: ['fuse out | call', 'rain | wait'],
			intro: 'E-12 means low voltage. Look at this:',
			head: ['Seen', 'Do'],
		},
	});
	expect(quoted('rain', text)?.layout).toEqual({ format: 'row', parts: ['rain', 'wait'], head: ['Seen', 'Do'] });
});

test('a list stays a list', () => {
	expect(quoted('tray and gloves')?.layout).toEqual({ format: 'list', parts: ['a tray', 'gloves'] });
});

test('a row comes with the head of its table, which answers nothing by itself', () => {
	const layout = { format: 'row', parts: ['K 11', '6 l', 'K11-20'], head: ['Machine', 'Oil', 'Part'] };
	expect(quoted('K 11')).toEqual({ text: 'K 11 | 6 l | K11-20', anchor: 'how-much', layout });
	expect(quoted('Machine Oil Part')?.text).not.toContain('Machine');
});

test('what is too long ends after a whole step', () => {
	const steps = Array.from(
		{ length: 40 },
		(_, i) => `${i + 1}. Turn the screw ${i + 1} by half a turn, then wait a minute.`,
	);
	const quote = quoted('turn the screw', `:::steps\n${steps.join('\n')}\n:::`);
	expect(quote?.text.length).toBeLessThanOrEqual(1_200);
	expect(quote?.text).toBe(quote?.layout?.parts.join('\n'));
	expect(quote?.text).toMatch(/wait a minute\.$/);
});
