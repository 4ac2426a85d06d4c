import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { violations } from '../axe.ts';
import { openHost, press } from './host.ts';

const host = openHost();
const EVERYTHING = fromMarkdown(
	[
		'## Heading\n\nText with **bold**, `code` and [a link](/articles/oil).',
		':::warning[Hot]\nWait.\n:::\n\n:::tip\nEarly.\n:::',
		':::steps\n1. One\n2. Two\n:::\n\n- a\n  - b\n\n> Quote\n\n```js\nlet a;\n```\n\n***',
		'| Oil | Litres |\n| --- | --: |\n| 46 | 12 |',
		'![](/files/a.png)\n\n::video[Film]{src="/files/a.mp4"}\n\n::audio{src="/files/a.mp3"}',
	].join('\n\n'),
);

test.each([
	['light', { colorScheme: 'light' }],
	['dark', { colorScheme: 'dark' }],
	['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const)('everybody can use it: %s', { timeout: 60_000 }, async (_, options) => {
	const { page, text } = await host.edit(EVERYTHING, options);
	expect(await violations(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width);
	await page.getByRole('button', { name: 'Turn into' }).click();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await text.getByText('Early.').click();
	await press(page, 'End', 'Enter');
	await page.keyboard.type('/');
	await page.getByRole('listbox').waitFor();
	expect(await violations(page)).toEqual([]);
	await press(page, 'Escape', 'Control+k');
	await page.getByRole('dialog').waitFor();
	await page.keyboard.type('oil');
	await page.getByRole('option', { name: 'Change the oil' }).waitFor();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Insert' }).click();
	await page.getByRole('menuitem', { name: 'Video' }).click();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Markdown' }).click();
	await page.getByRole('textbox', { name: 'Text of the article as Markdown' }).waitFor();
	expect(await violations(page)).toEqual([]);
});

test('the toolbar is one stop of the Tab key, and arrows go through it', async () => {
	const { page, text } = await host.edit(EVERYTHING);
	await text.getByText('46').click();
	await press(page, 'Alt+F10');
	const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
	expect(await focused()).toBe('Turn into: Text');
	await press(page, 'ArrowRight', 'ArrowRight');
	expect(await focused()).toBe('Italic');
	await press(page, 'ArrowLeft');
	expect(await page.locator('[data-tool][tabindex="0"]').count()).toBe(1);
	await press(page, 'Enter');
	expect(await page.getByRole('button', { name: 'Bold' }).getAttribute('aria-pressed')).toBe('true');
	await press(page, 'Alt+F10', 'End');
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Markdown');
	await press(page, 'ArrowRight');
	expect(await focused()).toBe('Turn into: Text');
	await press(page, 'Enter', 'ArrowDown', 'Enter');
	await page.locator('[role=textbox]:focus').waitFor();
});

test('a menu of the toolbar works by keyboard, and gives the focus back', async () => {
	const { page, text } = await host.edit(EVERYTHING);
	await text.getByText('Text with').click();
	await press(page, 'Alt+F10', 'Enter');
	expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Text');
	await press(page, 'End');
	expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Code block');
	await press(page, 'Escape');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Turn into: Text');
});

test.each(['zh-Hans', 'zh-Hant', 'vi', 'th'])(
	'it speaks %s, and leaves the language of the text to the text',
	async (ui) => {
		const { page, text, errors } = await host.edit(EVERYTHING, { query: `ui=${ui}&lang=th` });
		expect(await text.getAttribute('lang')).toBe('th');
		expect(await text.getAttribute('spellcheck')).toBe('true');
		expect(await page.getByRole('button', { name: 'Insert' }).count()).toBe(0);
		expect(errors.filter((error) => !/Failed to load/.test(error))).toEqual([]);
	},
);
