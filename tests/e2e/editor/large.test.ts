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
	const { page, text, read } = await host.edit(doc);
	const opened = await page.evaluate(() => performance.getEntriesByName('opened')[0]?.startTime ?? 0);
	console.log(`opened ${opened.toFixed(0)} ms after the page was asked for`);
	expect(await read()).toEqual(doc);
	await text.getByText('Before you open').nth(120).click();
	await page.evaluate(measure);
	for (const key of 'typed into the middle of it, letter by letter, as people write') await page.keyboard.press(key);
	const times = (await page.evaluate(() => window.times)).toSorted((a, b) => a - b);
	const [median = 0, slowest = 0] = [times[times.length >> 1], times.at(-1)];
	console.log(`keypress to paint: median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms of ${times.length}`);
	// Far below what people notice when the machine is theirs: here other tests run beside this one.
	expect(median).toBeLessThan(200);
	await page.keyboard.type('\n- a new list\nof two');
	const written = JSON.stringify(await read());
	for (const typed of ['letter by letter', '"a new list', '"of two']) expect(written).toContain(typed);
}, 60_000);

declare global {
	interface Window {
		times: number[];
	}
}

/** In the page: notes for each key how many milliseconds passed until the frame with its letter was handed to the screen. */
function measure(): void {
	window.times = [];
	const onkeydown = ({ timeStamp }: KeyboardEvent) => {
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.addEventListener('message', () => window.times.push(performance.now() - timeStamp));
			port1.start();
			port2.postMessage(null);
		});
	};
	addEventListener('keydown', onkeydown, { capture: true });
}
