import { expect, test } from 'vitest';
import { slug, tableOfContents } from './anchors.ts';
import { fromMarkdown } from './from-markdown.ts';
import { passages, passageText } from './passages.ts';
import { excerpt } from './plain-text.ts';
import { renderHtml } from './render-html.ts';
import { docSchema } from './schema.ts';

const LABELS = {
	note: 'หมายเหตุ',
	tip: 'Tip',
	warning: 'Warning',
	danger: 'Danger',
	table: 'ตาราง',
	captions: 'คำบรรยาย',
};

test('sections carry their anchors, the headings above them and their text', () => {
	const doc = fromMarkdown(
		'Lead.\n\n## Install\n\nText.\n\n### Mount\n\n:::steps\n1. Drill\n2. Screw\n:::\n\n## Install\n\nMore.',
	);
	expect(passages(doc, 'Pump').map((each) => ({ ...each, text: passageText(each) }))).toMatchObject([
		{ anchor: '', heading: '', path: ['Pump'], text: 'Lead.' },
		{ anchor: 'install', heading: 'Install', path: ['Pump'], text: 'Text.' },
		{ anchor: 'mount', heading: 'Mount', path: ['Pump', 'Install'], text: 'Drill\nScrew' },
		{ anchor: 'install-2', heading: 'Install', path: ['Pump'], text: 'More.' },
	]);
	expect(tableOfContents(doc).map((entry) => entry.anchor)).toEqual(['install', 'mount', 'install-2']);
});

test('an empty document has no sections, a heading alone is one', () => {
	expect(passages(fromMarkdown(''), 'T')).toEqual([]);
	expect(passages(fromMarkdown('## 保修'), 'T')).toMatchObject([{ anchor: '保修', heading: '保修', leaves: [] }]);
});

test('each paragraph, step and table row can be cited, with the block and the step it stands in', () => {
	const doc = fromMarkdown(
		'## Oil\n\n:::steps\n1. Open\n\n   Wait\n2. Fill\n:::\n\n| part | price |\n|---|---|\n| belt | 5 |\n\n:::warning[Hot]\nLet it cool.\n:::',
	);
	const [section] = passages(doc, 'Pump');
	expect(section?.leaves.map(({ within, group, item, text }) => [within, group, item, text])).toEqual([
		['steps', 0, 0, 'Open'],
		['steps', 0, 0, 'Wait'],
		['steps', 0, 1, 'Fill'],
		['table', 1, 0, 'part | price'],
		['table', 1, 1, 'belt | 5'],
		['callout', 2, 0, 'Hot'],
		['callout', 2, 0, 'Let it cool.'],
	]);
});

test('anchors are readable in every language', () => {
	expect(slug('Đặt lịch hẹn: bước 1')).toBe('đặt-lịch-hẹn-bước-1');
	expect(slug('安装 第一步？')).toBe('安装-第一步');
	expect(slug('วิธีเปลี่ยนน้ำมัน')).toBe('วิธีเปลี่ยนน้ำมัน');
	expect(slug('?!')).toBe('');
	expect(slug('ที่'.repeat(60)).endsWith('ที่')).toBe(true);
	expect(slug('word '.repeat(30)).length).toBeLessThanOrEqual(60);
	expect(tableOfContents(fromMarkdown('## ?!\n\n## !!')).map((entry) => entry.anchor)).toEqual([
		'section',
		'section-2',
	]);
});

test('an excerpt is running text cut between words', () => {
	expect(excerpt(fromMarkdown('## Title\n\nShort text.'))).toBe('Short text.');
	expect(excerpt(fromMarkdown('The compressor stops when it is hot, and starts again later.'), 37)).toBe(
		'The compressor stops when it is hot…',
	);
	const thai = excerpt(fromMarkdown('เครื่องจะหยุดทำงานเมื่อร้อนเกินไปและจะเริ่มทำงานอีกครั้งในภายหลัง'), 30);
	expect(thai.length).toBeLessThanOrEqual(31);
	expect(excerpt(fromMarkdown('压缩机过热时会停止运行，稍后会自动重新启动。'), 12)).toMatch(/^压缩机过热时会停止.*…$/);
});

test('pages are rendered with labels, sized pictures, scrolling tables and captions', () => {
	const source =
		':::note\nText\n:::\n\n::image[Cap]{src="/p.png" alt="A \\"b\\"" width="4" height="3"}\n\n::video[Clip]{src="/v.mp4" captions="/c.vtt"}\n\n| a |\n|:-:|\n| <b> |';
	const page = renderHtml(fromMarkdown(source), { lang: 'th', labels: LABELS });
	expect(page).toContain('aria-label="หมายเหตุ"><p class="callout-title">หมายเหตุ</p>');
	expect(page).toContain('width="4" height="3" decoding="async"');
	expect(page).toContain('<figcaption>Cap</figcaption>');
	expect(page).toContain('<track kind="captions" src="/c.vtt" srclang="th" label="คำบรรยาย" default>');
	expect(page).toContain('role="region" aria-label="ตาราง" tabindex="0"');
});

test('links out of the site get rel, and relative ones become absolute where a base is given', () => {
	const doc = fromMarkdown(
		'[in](/a) [same](https://help.example/b) [out](//evil.example/c) [mail](mailto:a@b.example)',
	);
	const bare = renderHtml(doc, { lang: 'en', labels: LABELS });
	expect(bare).toContain('<a href="/a">in</a>');
	expect(bare).toContain('<a href="//evil.example/c" rel="noopener">');
	const based = renderHtml(doc, { lang: 'en', labels: LABELS, base: 'https://help.example/en/x' });
	expect(based).toContain('<a href="https://help.example/a">in</a>');
	expect(based).toContain('<a href="https://help.example/b">same</a>');
	expect(based).toContain('<a href="https://evil.example/c" rel="noopener">out</a>');
});

test('a body as JSON is checked, and what is wrong is named with its path', () => {
	const bad = {
		type: 'doc',
		content: [
			{ type: 'paragraph', attrs: { id: 'a', style: 'x' }, content: [] },
			{ type: 'callout', attrs: { kind: 'note' }, content: [{ type: 'iframe' }] },
			{
				type: 'paragraph',
				content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] }],
			},
		],
	};
	const paths = docSchema.safeParse(bad).error?.issues.map((issue) => issue.path.join('.'));
	expect(paths).toEqual(['content.0.attrs', 'content.1.content.0.type', 'content.2.content.0.marks.0.attrs.href']);
});

test('a body as an editor sends it becomes tidy', () => {
	const cell = { type: 'tableHeader', attrs: { id: null, colspan: 1, rowspan: 1, colwidth: null } };
	const sent = {
		type: 'doc',
		content: [
			{ type: 'paragraph', attrs: { id: 'same' } },
			{
				type: 'paragraph',
				attrs: { id: 'same' },
				content: [{ type: 'text', text: ' a ' }, { type: 'text', text: 'b' }, { type: 'hardBreak' }],
			},
			{
				type: 'table',
				content: [
					{
						type: 'tableRow',
						content: [
							{
								...cell,
								attrs: { colspan: 1, rowspan: 1, colwidth: null },
								content: [{ type: 'paragraph', content: [{ type: 'text', text: 'h' }] }],
							},
						],
					},
				],
			},
		],
	};
	const doc = docSchema.parse(sent);
	expect(doc.content[0]).toMatchObject({ type: 'paragraph', content: [{ type: 'text', text: 'a b' }] });
	expect(docSchema.parse(doc)).toEqual(doc);
	const lists = Array.from({ length: 60 }, (_, index) => `${' '.repeat(index * 2)}- x`).join('\n');
	expect(docSchema.safeParse(fromMarkdown(lists)).success).toBe(true);
	let deep: unknown = { type: 'paragraph' };
	for (let level = 0; level < 100_000; level++) deep = { type: 'blockquote', content: [deep] };
	expect(docSchema.safeParse({ type: 'doc', content: [deep] }).success).toBe(false);
});
