import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { toMarkdown } from '#modules/knowledge/body/to-markdown.ts';
import type { Doc } from '#modules/knowledge/browser.ts';
import { openHost, press } from './host.ts';

const host = openHost();
const EMPTY = fromMarkdown('');

const ids = (doc: Doc) => doc.content.map((block) => block.attrs.id);

test('Markdown turns into blocks and marks while it is typed', async () => {
	const { page, text, read, errors } = await host.edit(EMPTY);
	await text.click();
	await page.keyboard.type('## Oil\nUse **only** the `XY` oil, *please*, [see](/articles/oil). ');
	await page.keyboard.type('\n- one\ntwo\n\n1. first\nsecond\n\n> said\n\n\n---\n```js ');
	await page.keyboard.type('let a;');
	expect(toMarkdown(await read())).toBe(
		'## Oil\n\nUse **only** the `XY` oil, *please*, [see](/articles/oil).\n\n- one\n- two\n\n1. first\n2. second\n\n> said\n\n***\n\n```js\nlet a;\n```\n',
	);
	expect(errors).toEqual([]);
});

test('a slash finds blocks by their names and puts them in by keyboard; Escape leaves it as text', async () => {
	const { page, text, read, errors } = await host.edit(EMPTY);
	await text.click();
	await page.keyboard.type('/war');
	const warning = page.getByRole('option', { name: 'Warning', selected: true });
	expect(await text.getAttribute('aria-activedescendant')).toBe(await warning.getAttribute('id'));
	await press(page, 'Enter');
	await page.keyboard.type('Hot\n\n\n/ta');
	await press(page, 'Enter');
	await page.keyboard.type('Oil');
	await press(page, 'Tab');
	await page.keyboard.type('Litres');
	for (let cell = 0; cell < 8; cell++) await press(page, 'Tab');
	await page.keyboard.type('last');
	await press(page, 'Control+End');
	await page.keyboard.type('either /or');
	await press(page, 'Escape');
	await page.keyboard.type(' and');
	const { content } = await read();
	expect(content).toMatchObject([
		{ type: 'callout', attrs: { kind: 'warning' } },
		{ type: 'table' },
		{ type: 'paragraph' },
	]);
	expect(toMarkdown({ type: 'doc', content: content.slice(1) })).toBe(
		'| Oil | Litres |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |\n| last |  |  |\n\neither /or and\n',
	);
	expect(errors).toEqual([]);
});

test('keys make headings and marks, move blocks, and undo all of it', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('One\n\nTwo\n\nThree'));
	const before = await read();
	await text.getByText('Three').click();
	await press(page, 'Home', 'Shift+End', 'Control+b', 'Control+Alt+3', 'Alt+Shift+ArrowUp');
	const after = await read();
	expect(toMarkdown(after)).toBe('One\n\n### **Three**\n\nTwo\n');
	const [one, two, three] = ids(before);
	expect(ids(after)).toEqual([one, three, two]);
	for (let step = 0; step < 4; step++) await press(page, 'Control+z');
	expect(await read()).toEqual(before);
	for (let step = 0; step < 4; step++) await press(page, 'Control+Shift+z');
	expect(await read()).toEqual(after);
});

test('cut and pasted within the text a block keeps its id, copied it gets a new one', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('One\n\nTwo\n\n- three\n- four'));
	const [one, two, list] = ids(await read());
	await text.getByText('One').click();
	await press(page, 'Home', 'Shift+ArrowDown', 'Shift+Home', 'Control+x', 'Control+End', 'Enter', 'Enter', 'Control+v');
	const moved = await read();
	expect(toMarkdown(moved)).toBe('Two\n\n- three\n- four\n\nOne\n');
	expect(ids(moved).slice(0, 2)).toEqual([two, list]);
	await text.getByText('Two').click();
	await press(page, 'Control+a', 'Control+c', 'Control+End', 'Control+v');
	const doubled = await read();
	expect(ids(doubled).slice(0, 2)).toEqual([two, list]);
	expect(new Set(JSON.stringify(doubled).match(/"id":"\w+"/g)).size).toBe(
		JSON.stringify(doubled).match(/"id":/g)?.length,
	);
	expect(one).toBeTruthy();
});

test('a link is set to an article by its title, to an address, and taken off again', async () => {
	const { page, text, read, errors } = await host.edit(fromMarkdown('See the manual now'));
	await text.click();
	await press(page, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Control+k');
	await page.keyboard.type('javascript:alert(1)');
	await press(page, 'Enter');
	await page.getByText('readers could not follow it').waitFor();
	await page.getByRole('combobox', { name: 'Address, or title' }).fill('chan');
	await page.getByRole('option', { name: 'Change the oil' }).waitFor();
	await press(page, 'ArrowDown', 'Enter');
	expect(toMarkdown(await read())).toBe('[See](/articles/change-the-oil) the manual now\n');
	await press(page, 'End');
	await page.keyboard.type(' ');
	await press(page, 'Control+k');
	await page.keyboard.type('example.com/a');
	await press(page, 'Enter');
	expect(toMarkdown(await read())).toBe('[See](/articles/change-the-oil) the manual now <https://example.com/a>\n');
	await press(page, 'Home', 'ArrowRight', 'Control+k');
	await page.getByRole('button', { name: 'Remove link' }).click();
	expect(toMarkdown(await read())).toMatch(/^See the manual/);
	expect(errors).toEqual([]);
});

test('a link goes to its text, also where others wrote before it meanwhile; a picture is left alone', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('One\n\nSee here\n\n![A](/files/a.png)'));
	const doc = await read();
	const [first] = fromMarkdown('One and much more than that').content;
	const [one, ...rest] = doc.content;
	if (!first || !one) throw new Error('no paragraphs');
	await text.getByText('See here').click();
	await press(page, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Control+k');
	await page.getByRole('combobox', { name: 'Address, or title' }).fill('example.com/a');
	const changed = { type: 'doc' as const, content: [{ ...first, attrs: one.attrs } as typeof first, ...rest] };
	await page.evaluate((given) => window.host.replace(given), changed);
	await press(page, 'Enter');
	const linked = 'One and much more than that\n\n[See](https://example.com/a) here\n\n![A](/files/a.png)\n';
	expect(toMarkdown(await read())).toBe(linked);
	await text.locator('img').click();
	await page.getByRole('button', { name: 'Link' }).click();
	expect(await page.getByRole('dialog').count()).toBe(0);
	expect(toMarkdown(await read())).toBe(linked);
});

test('tables grow and shrink, a column is aligned as one', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('| A | B |\n| --- | --- |\n| 1 | 2 |'));
	await text.getByText('2', { exact: true }).click();
	for (const item of ['Insert column after', 'Insert row below', 'Align column right']) {
		await page.getByRole('button', { name: 'Table' }).click();
		await page.getByRole('menuitem', { name: item }).click();
	}
	await page.keyboard.type('5');
	await press(page, 'Enter');
	await page.keyboard.type('6');
	expect(toMarkdown(await read())).toBe('| A | B |  |\n| --- | --: | --- |\n| 1 | 25<br>6 |  |\n|  |  |  |\n');
	await page.getByRole('button', { name: 'Table' }).click();
	await page.getByRole('menuitem', { name: 'Delete row' }).click();
	expect(toMarkdown(await read())).toBe('| A | B |  |\n| --- | --: | --- |\n|  |  |  |\n');
});

test('titles, languages and descriptions stand in the frames of their blocks, and undo reaches them', async () => {
	const { page, text, read } = await host.edit(
		fromMarkdown(':::note\nText\n:::\n\n```\nlet a;\n```\n\nText\n\n![](/files/a.png)'),
	);
	await page.getByRole('textbox', { name: 'Title (optional)' }).fill('Mind the gap');
	await page.getByRole('combobox', { name: 'Kind of callout' }).selectOption('danger');
	await page.getByRole('textbox', { name: 'Language of the code' }).fill('js');
	await page.getByText('This picture has no description yet.').waitFor();
	await page.getByRole('textbox', { name: 'Description for people' }).fill('A switch');
	await page.getByText('This picture has no description yet.').waitFor({ state: 'hidden' });
	expect((await read()).content).toMatchObject([
		{ attrs: { kind: 'danger', title: 'Mind the gap' } },
		{ attrs: { language: 'js' } },
		{},
		{ attrs: { alt: 'A switch' } },
	]);
	await press(page, 'Control+z');
	await page.getByText('This picture has no description yet.').waitFor();
	await text.getByText('let a;').click();
	await page.keyboard.type('x');
	expect((await read()).content[1]).toMatchObject({ attrs: { language: 'js' } });
});

test('the same text is edited as Markdown; blocks keep their ids', async () => {
	const { page, text, read, errors } = await host.edit(fromMarkdown('Turn the valve\n\nTwo'));
	const before = ids(await read());
	await page.getByRole('button', { name: 'Markdown' }).click();
	const area = page.getByRole('textbox', { name: 'Text of the article as Markdown' });
	await area.fill('Turn the valve slowly\n\n:::unknown\n\nTwo\n\n:::tip\nNew\n:::');
	const after = await read();
	expect(after.content.map((block) => block.type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'callout']);
	expect([ids(after)[0], ids(after)[2]]).toEqual(before);
	await page.getByRole('button', { name: 'Markdown' }).click();
	await text.getByText(':::unknown').waitFor();
	await text.getByText('New').click();
	await press(page, 'Control+z');
	expect(ids(await read())).toEqual(before);
	expect(errors).toEqual([]);
});

test('what others changed comes in under the cursor, and is not told back', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('One\n\nTwo'));
	await text.getByText('Two').click();
	await press(page, 'End');
	const doc = await read();
	const told = await page.evaluate(() => window.host.told.length);
	const [first] = doc.content;
	if (first?.type !== 'paragraph') throw new Error('no paragraph');
	const next: Doc = {
		type: 'doc',
		content: [{ ...first, content: [{ type: 'text', text: 'One, by another' }] }, ...doc.content.slice(1)],
	};
	await page.evaluate((given) => window.host.replace(given), next);
	expect(await read()).toEqual(next);
	expect(await page.evaluate(() => window.host.told.length)).toBe(told);
	await page.keyboard.type('x');
	expect(toMarkdown(await read())).toBe('One, by another\n\nTwox\n');
	await press(page, 'Control+z');
	expect(toMarkdown(await read())).toBe('One, by another\n\nTwo\n');
});

test('nobody writes where it may only be read', async () => {
	const { page, text, read } = await host.edit(fromMarkdown('One\n\n:::tip\nTwo\n:::'), { query: 'readonly' });
	const before = await read();
	await text.getByText('One').click();
	await page.keyboard.type('x');
	await press(page, 'Enter', 'Control+b');
	expect(await page.getByRole('toolbar').count()).toBe(0);
	expect(await page.getByRole('combobox', { name: 'Kind of callout' }).isDisabled()).toBe(true);
	expect(await read()).toEqual(before);
	await page.evaluate(() => window.host.setReadonly(false));
	await page.getByRole('toolbar').waitFor();
	await page.evaluate(() => window.host.focus('end'));
	await page.keyboard.type(' more');
	expect(toMarkdown(await read())).toContain('Two more');
});
