import { expect, test } from 'vitest';
import type { Doc } from '#modules/knowledge/browser.ts';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { openHost } from './host.ts';

const host = openHost();

/** 200 kB of what such an article is made of. */
function large(): Doc {
	const section = (number: number) =>
		[
			`## Section ${number}`,
			'Before you open the drain, let the compressor cool down and **relieve the pressure** completely. '.repeat(4),
			':::warning[Hot surfaces]\nThe pipe stays hot for a quarter of an hour after the machine was switched off.\n:::',
			':::steps\n1. Switch off and lock the main switch.\n2. Open the drain by half a turn.\n3. Close it again.\n:::',
			'| Model | Oil | Litres |\n| --- | --- | --: |\n| C-10 | XY-46 | 12 |\n| C-20 | XY-68 | 18 |',
		].join('\n\n');
	return fromMarkdown(Array.from({ length: 240 }, (_, index) => section(index)).join('\n\n'));
}

test('an article of 200 kB opens, and what is typed is seen within a few frames', async () => {
	const doc = large();
	expect(JSON.stringify(doc).length).toBeGreaterThan(200_000);
	const start = performance.now();
	const { page, text, read } = await host.edit(doc);
	console.log(`opened ${(performance.now() - start).toFixed(0)} ms after the page was asked for`);
	expect(await read()).toEqual(doc);
	await text.getByText('Before you open').nth(120).click();
	const spans = await page.evaluate(measure);
	for (const key of 'typed into the middle of it, letter by letter, as people write') await page.keyboard.press(key);
	const times = (await page.evaluate((id) => window.spans.get(id) ?? [], spans)).toSorted((a, b) => a - b);
	const [median = 0, slowest = 0] = [times[times.length >> 1], times.at(-1)];
	console.log(`keypress to paint: median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms of ${times.length}`);
	expect(median).toBeLessThan(100);
	expect(JSON.stringify(await read())).toContain('letter by letter');
});

declare global {
	interface Window {
		spans: Map<number, number[]>;
	}
}

/** In the page: notes for each key how long it took until the frame with its letter was handed to the screen. */
function measure(): number {
	const times: number[] = [];
	window.spans = new Map([[1, times]]);
	addEventListener(
		'keydown',
		({ timeStamp }) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.addEventListener('message', () => times.push(performance.now() - timeStamp));
				port1.start();
				port2.postMessage(null);
			});
		},
		{ capture: true },
	);
	return 1;
}
