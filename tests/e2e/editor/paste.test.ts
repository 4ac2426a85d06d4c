import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { toMarkdown } from '#modules/knowledge/body/to-markdown.ts';
import { openHost, press } from './host.ts';

const host = openHost();
const fixture = (name: string) => readFile(path.join(import.meta.dirname, 'clipboard', `${name}.html`), 'utf8');

/** What is left of a clipboard in an empty article. */
async function pasted(html: string) {
	const { page, text, read, paste, errors } = await host.edit(fromMarkdown(''));
	await text.click();
	await paste({ 'text/html': html, 'text/plain': 'text' });
	await text.locator('p, li, td, figure, h2').first().waitFor();
	const doc = await read();
	return { page, doc, markdown: toMarkdown(doc), errors };
}

test('from Word: headings, real lists, a squared table, nothing of its styles', async () => {
	const { markdown, errors } = await pasted(await fixture('word'));
	expect(markdown).toBe(
		[
			'## Change the oil',
			'Use **only** the oil *XY-46*. See [the data sheet](https://example.com/sheet).',
			'### Before you begin',
			'- Switch off\n  - at the machine\n  - at the wall\n- Wait',
			'1. Open the drain\n2. Close it',
			'| Model | Oil |  |\n| --- | --: | --- |\n| C-10 | 46 | 12 l |\n|  | 68 | 3 l<br>in winter |',
			'That is all.',
		].join('\n\n') + '\n',
	);
	expect(errors).toEqual([]);
});

test('from Google Docs: without its wrapper, with the lists and marks that its styles mean', async () => {
	const { markdown, errors } = await pasted(await fixture('google-docs'));
	expect(markdown).toBe(
		[
			'## Change the oil',
			'Use **only** the *right* oil, ~~not this~~, see [the sheet](https://example.com/sheet?a=1).',
			'### Steps',
			'1. Switch off\n   1. at the wall\n2. Wait',
			'| Oil | Litres |\n| --- | --- |\n| 46 | 12 |',
		].join('\n\n') + '\n',
	);
	expect(errors).toEqual([]);
});

test('from a web page: its text without scripts, trackers and dangerous addresses; pictures of others as links', async () => {
	const { markdown, doc, errors } = await pasted(await fixture('web-page'));
	expect(markdown).toBe(
		[
			'## Care',
			'Read this, then [call](tel:+6621234567) us. Not this one.',
			'[A compressor](https://cdn.example.com/c%20d.jpg)',
			'Said by someone.',
			'```js\nlet a = 1;\n  let b;\n```',
			'One cell that was only a frame.',
			'Last.',
		].join('\n\n') + '\n',
	);
	expect(JSON.stringify(doc)).not.toMatch(/javascript|style|class|onclick|pixel/i);
	expect(errors).toEqual([]);
});

test('from a web page: questions that are buttons, terms, sections and captions stay, each on its line', async () => {
	const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
	const { page, markdown, errors } = await pasted(
		[
			'<h3><button>How often?<svg></svg></button></h3><p>Yearly.</p>',
			'<details><summary>Why?</summary>It wears.</details>',
			'<dl><dt>Power</dt><dd>2 kW</dd><dt>Voltage</dt><dd>230 V</dd></dl>',
			'<section>One</section><section>Two</section>',
			`<table><caption>Oils</caption><tr><th>Oil</th><th>For</th></tr><tr><td><img src="${dot}">46</td><td><dl><dt>All</dt><dd>year</dd></dl></td></tr></table>`,
		].join(''),
	);
	const lines = [
		'### How often?',
		'Yearly.',
		'Why?',
		'It wears.',
		'Power',
		'2 kW',
		'Voltage',
		'230 V',
		'One',
		'Two',
		'Oils',
	];
	expect(markdown).toContain(`${lines.join('\n\n')}\n\n| Oil | For |\n| --- | --- |\n| 46 | All<br>year |\n`);
	await page.locator('img[src^="/files/"]').waitFor();
	const { content } = await page.evaluate(() => window.host.read());
	expect(content.slice(-2)).toMatchObject([{ type: 'table' }, { type: 'image' }]);
	expect(errors.filter((error) => !/Failed to load/.test(error))).toEqual([]);
});

test('from another program made with ProseMirror it comes in as clean', async () => {
	const { markdown } = await pasted(
		'<h1 data-pm-slice="1 1 []">Care</h1><p>See <img src="https://cdn.example.com/a.jpg" alt="A pump"></p><p></p>',
	);
	expect(markdown).toBe('## Care\n\nSee [A pump](https://cdn.example.com/a.jpg)\n');
});

test('pictures within pasted text are uploaded and stand where they were', async () => {
	const { page, errors } = await pasted(await fixture('with-pictures'));
	await page.locator('img[src="/files/picture.png"]').waitFor();
	const doc = await page.evaluate(() => window.host.read());
	expect(doc.content).toMatchObject([
		{ type: 'paragraph', content: [{ text: 'Before' }] },
		{ type: 'image', attrs: { src: '/files/picture.png', alt: 'A dot', width: 1, height: 1 } },
		{ type: 'paragraph', content: [{ text: 'After' }] },
	]);
	expect(errors.filter((error) => !/Failed to load/.test(error))).toEqual([]);
});

test('an address over selected text becomes its link; plain text comes in as paragraphs', async () => {
	const { page, text, read, paste } = await host.edit(fromMarkdown('See here'));
	await text.click();
	await press(page, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
	await paste({ 'text/plain': 'https://example.com/a' });
	await press(page, 'End');
	await paste({ 'text/plain': ' now\n\nand then' });
	expect(toMarkdown(await read())).toBe('[See](https://example.com/a) here now\n\nand then\n');
});

test('what was copied here comes back with all that it is', async () => {
	const source =
		':::steps\n1. Switch off\n2. Wait\n:::\n\n:::danger[Hot]\nNo.\n:::\n\n::image[Fig.]{src="/files/a.png" alt="A"}\n';
	const { page, text, read } = await host.edit(fromMarkdown(source));
	await text.getByText('Wait').click();
	await press(page, 'Control+a');
	await press(page, 'Control+x');
	expect((await read()).content).toEqual([]);
	await press(page, 'Control+v');
	await page.getByText('Switch off').waitFor();
	expect(toMarkdown(await read())).toBe(source);
});
