import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { toMarkdown } from '#modules/knowledge/body/to-markdown.ts';
import { openHost, press } from './host.ts';

const host = openHost();

/** What an input method shows before it is decided, and what is taken in the end. */
async function compose(page: Page, stages: string[], taken: string) {
	const devtools = await page.context().newCDPSession(page);
	for (const text of stages) {
		await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
	}
	await devtools.send('Input.insertText', { text: taken });
}

/** The text nodes in which is composed must stay the same: an exchanged one breaks the composition off. */
test.each([
	['Chinese', ['q', 'qi', 'qing', 'qing xian', '请先'], '请先断电'],
	['Vietnamese Telex', ['t', 'ti', 'tie', 'tiê', 'tiế', 'tiến', 'tiếng'], 'tiếng'],
	['Thai', ['ป', 'ปิ', 'ปิด'], 'ปิดเครื่อง'],
])('%s is composed undisturbed, in a new block, a list and a table', async (_, stages, taken) => {
	const { page, text, read, errors } = await host.edit(fromMarkdown('- one\n\n| A |\n| --- |\n| b |'));
	await text.getByText('one').click();
	await press(page, 'End', 'Enter');
	await compose(page, stages, taken);
	await press(page, 'ArrowDown', 'ArrowDown', 'End');
	await compose(page, stages, taken);
	await press(page, 'Control+End', 'ArrowDown');
	const doc = await read();
	expect(toMarkdown(doc)).toBe(`- one\n- ${taken}\n\n| A |\n| --- |\n| b${taken} |\n`);
	const ids = JSON.stringify(doc).match(/"id":"\w+"/g) ?? [];
	expect(new Set(ids).size).toBe(ids.length);
	expect(errors).toEqual([]);
});

test('a slash within what is composed opens nothing and takes no keys', async () => {
	const { page, text, read } = await host.edit(fromMarkdown(''));
	await text.click();
	await page.keyboard.type('/');
	await page.getByRole('listbox').waitFor();
	await compose(page, ['z', 'zi', '字'], '字');
	await press(page, 'Escape', 'Enter');
	expect(toMarkdown(await read())).toBe('/字\n');
});
