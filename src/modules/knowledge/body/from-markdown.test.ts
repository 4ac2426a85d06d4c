import { expect, test } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { blockText, plainText } from './plain-text.ts';
import { renderHtml } from './render-html.ts';
import { toMarkdown } from './to-markdown.ts';
import type { Doc } from './types.ts';

const LABELS = { note: 'Note', tip: 'Tip', warning: 'Warning', danger: 'Danger', table: 'Table', captions: 'Captions' };

/** Milliseconds of processor time: other tests may run on the same machine. */
function stopwatch(): () => number {
	const start = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(start);
		return (user + system) / 1_000;
	};
}

function html(markdown: string): string {
	const rendered = renderHtml(fromMarkdown(markdown), { lang: 'en', labels: LABELS });
	return rendered.replace(/ data-block="\w+"/g, '');
}

function types(doc: Doc): string[] {
	return doc.content.map((block) => block.type);
}

test('ordinary text with colons is never taken for a directive', () => {
	const text = 'Open from 12:30, :smile a:b :note[x] http:// ::x C:\\dir';
	expect(plainText(fromMarkdown(text))).toBe(text);
	expect(plainText(fromMarkdown(toMarkdown(fromMarkdown(text))))).toBe(text);
});

test('unknown directives stay the text they are', () => {
	const doc = fromMarkdown(':::gallery[Pump]{wide}\n\nText\n\n:::\n\n::tweet[x]{id=1}');
	expect(types(doc)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph']);
	expect(plainText(doc)).toBe(':::gallery[Pump]{wide}\nText\n:::\n::tweet[x]{id=1}');
	expect(plainText(fromMarkdown(toMarkdown(doc)))).toBe(plainText(doc));
});

test('callouts, steps and media are read from directives', () => {
	const source = [
		'::::warning[Hot [very] surfaces]\n:::steps\n1. Switch off\n2. Wait\n:::\n::::',
		'::video[Draining the tank]{src="/files/drain.mp4" poster="/files/drain.jpg" captions="/files/drain.th.vtt"}',
		'::audio[Knocking]{src="/files/knock.mp3"}',
		'::image[Oil level]{src="/files/oil.png" alt="Sight glass" width="640" height="480"}',
	].join('\n\n');
	const doc = fromMarkdown(source);
	const [callout, video, audio, image] = doc.content;
	expect(callout).toMatchObject({
		attrs: { kind: 'warning', title: 'Hot [very] surfaces' },
		content: [{ type: 'steps' }],
	});
	expect(video).toMatchObject({
		type: 'video',
		attrs: { title: 'Draining the tank', captions: '/files/drain.th.vtt' },
	});
	expect(audio).toMatchObject({ type: 'audio', attrs: { src: '/files/knock.mp3', title: 'Knocking' } });
	expect(image).toMatchObject({
		type: 'image',
		attrs: { caption: 'Oil level', alt: 'Sight glass', width: 640, height: 480 },
	});
});

test('names and titles as other Markdown tools write them are understood', () => {
	expect(fromMarkdown('::: caution Mind the gap\nText\n:::').content[0]).toMatchObject({
		type: 'callout',
		attrs: { kind: 'warning', title: 'Mind the gap' },
	});
});

test('a container that nobody closed ends with the document', () => {
	expect(types(fromMarkdown(':::tip\nFirst\n\nSecond'))).toEqual(['callout']);
});

test('raw HTML leaves only its text', () => {
	expect(html('a <b onclick="x()">bold</b> word<br>next')).toBe('<p>a bold word<br>next</p>');
	expect(html('<div onclick="x()"><p>One &amp; two</p><p>Three</p></div>')).toBe('<p>One &amp; two</p>\n<p>Three</p>');
	expect(html('x <script>alert(1)</script> y')).not.toContain('alert');
	expect(html('<script>\nalert(1)\n</script>\n\n<style>p{}</style>\n\n<!-- secret -->\n\nok')).toBe('<p>ok</p>');
	expect(html('<img src=x onerror=alert(1)>')).toBe('');
	expect(html('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
});

test.each([
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	' javascript:alert(1)',
	'java\u0000script:alert(1)',
	'&#106;avascript:alert(1)',
	'&#x6A;avascript&colon;alert(1)',
	'\u0001javascript:alert(1)',
	'data:text/html;base64,PHNjcmlwdD4=',
	'vbscript:msgbox(1)',
	'file:///etc/passwd',
	'blob:https://a.example/x',
])('a link to %j keeps its text and loses its address', (address) => {
	for (const source of [`[text](<${address}>)`, `[text][r]\n\n[r]: <${address}>`])
		expect(html(source)).toBe('<p>text</p>');
	expect(html(`![text](<${address}>)`)).toBe('<p>text</p>');
	expect(html(`::video{src="${address}"}`)).not.toMatch(/src="\s*(?:java|data|vbscript|file|blob)/i);
});

test('headings become levels two to four', () => {
	const levels = fromMarkdown('# A\n## B\n### C\n#### D\n##### E\n###### F').content.map(
		(block) => 'level' in block.attrs && block.attrs.level,
	);
	expect(levels).toEqual([2, 2, 3, 4, 4, 4]);
});

test('bold beside Chinese and Thai punctuation works as their writers mean it', () => {
	expect(html('**注意：**请先断电。')).toBe('<p><strong>注意：</strong>请先断电。</p>');
	expect(html('กด**“เริ่ม”**แล้วรอ')).toBe('<p>กด<strong>“เริ่ม”</strong>แล้วรอ</p>');
	expect(html('snake_case_name and 5 * 3 * 2')).toBe('<p>snake_case_name and 5 * 3 * 2</p>');
});

test('lines of a paragraph join without a space only in scripts without spaces', () => {
	expect(plainText(fromMarkdown('请先断电，\n再打开盖子。'))).toBe('请先断电，再打开盖子。');
	expect(plainText(fromMarkdown('ปิดเครื่อง\nแล้วรอ'))).toBe('ปิดเครื่องแล้วรอ');
	expect(plainText(fromMarkdown('Switch off\nthe machine'))).toBe('Switch off the machine');
	expect(plainText(fromMarkdown('请按 RESET\n键'))).toBe('请按 RESET 键');
});

test('an address in the text is a link and ends where the address ends', () => {
	expect(html('见 https://a.example/x?y=1。谢谢')).toBe(
		'<p>见 <a href="https://a.example/x?y=1" rel="noopener">https://a.example/x?y=1</a>。谢谢</p>',
	);
	expect(html('(www.a.example), help@a.example.')).toBe(
		'<p>(<a href="https://www.a.example" rel="noopener">www.a.example</a>), <a href="mailto:help@a.example">help@a.example</a>.</p>',
	);
});

test('pictures become blocks of their own, also inside a sentence', () => {
	const doc = fromMarkdown('Before ![Pump](/p.png "Side") after');
	expect(types(doc)).toEqual(['paragraph', 'image', 'paragraph']);
	expect(doc.content[1]?.attrs).toMatchObject({ src: '/p.png', alt: 'Pump', title: 'Side' });
	expect(blockText(fromMarkdown('## See ![the pump](/p.png)').content[0] as Doc['content'][0])).toBe('See the pump');
});

test('every block has an id and no two are equal', () => {
	const doc = fromMarkdown('# A\n\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | g |\n\n> h');
	const ids = JSON.stringify(doc).match(/"id":"[^"]*"/g) ?? [];
	expect(ids.length).toBeGreaterThan(15);
	expect(new Set(ids).size).toBe(ids.length);
});

test.each([
	['a huge table', `| a | b | c |\n|---|---|---|\n${'| one | two | three |\n'.repeat(9_000)}`],
	['200 kB of prose', 'The **filter** of the compressor wants [cleaning](/c) now.\n\n'.repeat(3_500)],
	['200 kB without a space', '压缩机'.repeat(70_000)],
	['open brackets', '['.repeat(50_000)],
	['open pictures', '![a]('.repeat(30_000)],
	['stars', '*a **b '.repeat(25_000)],
	['backticks', Array.from({ length: 600 }, (_, index) => '`'.repeat(index)).join(' ')],
	['quotes in quotes', `${'>'.repeat(50_000)} x`],
	['lists in lists', Array.from({ length: 400 }, (_, index) => `${' '.repeat(index * 2)}- x`).join('\n')],
	['unclosed comments', '<!-- '.repeat(30_000)],
	['unclosed tags', '<a '.repeat(50_000)],
	['callouts', ':::note\n'.repeat(20_000)],
	['labels', `:::note[${'[a'.repeat(50_000)}`],
	['addresses', 'a@a.a'.repeat(30_000)],
	['more addresses', 'www.'.repeat(40_000)],
	['entities', '&#60;'.repeat(40_000)],
	['a title of spaces', `:::note a${' '.repeat(100_000)}b`],
	['brackets after an address', `https://a.example/${')'.repeat(100_000)}`],
	['addresses in raw HTML', `<div>${'x@a.example www.a.example '.repeat(8_000)}</div>`],
	['spaces between tags', 'a <b> </b>'.repeat(20_000)],
	['equal headings', '## a\n\n'.repeat(20_000)],
])('%s is read within two seconds and survives', (_name, source) => {
	const spent = stopwatch();
	const doc = fromMarkdown(source);
	const markdown = toMarkdown(doc);
	renderHtml(doc, { lang: 'en', labels: LABELS });
	expect(spent()).toBeLessThan(2_000);
	expect(plainText(fromMarkdown(markdown))).toBe(plainText(doc));
});

test('broken UTF-8 and control characters do no harm', () => {
	const doc = fromMarkdown('a\ud800b \u0000c \u0007d');
	expect(JSON.stringify(doc).isWellFormed()).toBe(true);
	expect(plainText(doc)).toBe('a\ufffdb \ufffdc d');
});

test('a body of 3 kB takes about a millisecond', () => {
	const section =
		'## Filter\n\nThe **oil** filter is clogged, see [the manual](/m) and wait.\n\n- one\n- two\n\n1. Open\n2. Press `RESET`\n\n';
	const body = section.repeat(Math.ceil(3_000 / section.length));
	for (let round = 0; round < 60; round++) fromMarkdown(body);
	const spent = stopwatch();
	for (let round = 0; round < 60; round++) fromMarkdown(body);
	// Three times what is promised: a busy machine slows the processor's caches too.
	expect(spent() / 60).toBeLessThan(9);
});
