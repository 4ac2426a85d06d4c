import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { expect, test } from 'vitest';
import type { ReadItem } from './read-item.ts';
import { readUpload } from './read-upload.ts';

async function read(name: string, bytes: Buffer | string): Promise<ReadItem[]> {
	return Array.fromAsync((await readUpload(name, Buffer.from(bytes), { lang: 'en' })).items);
}

async function articles(csv: string): Promise<unknown[]> {
	return (await read('faq.csv', csv)).map((item) => item.item ?? item.error?.code);
}

test.each([
	['en', 'Question,Answer,Category,Language'],
	['zh-Hans', '问题,答案,分类,语言'],
	['zh-Hant', '問題;回答;類別;語言'],
	['vi', 'Câu hỏi\tTrả lời\tDanh mục\tNgôn ngữ'],
	['th', '\ufeffคำถาม,คำตอบ,หมวดหมู่,ภาษา'],
])('column names in %s are understood', async (lang, header) => {
	const separator = /[,;\t]/.exec(header)?.[0] ?? ',';
	const [item] = await articles(`${header}\n${['How?', 'So.', 'care', lang].join(separator)}\n`);
	expect(item).toMatchObject({ title: 'How?', body: 'So.', questions: ['How?'], collection: 'care', lang });
});

test('several questions for one answer are one article', async () => {
	const rows = ['question,answer,id', 'How?,So.,', 'In which way?,,', 'What now?,So.,', 'Who?,,7', 'Whose?,Me.,7'];
	const found = await articles(rows.join('\n'));
	expect(found).toMatchObject([
		{ title: 'How?', body: 'So.', questions: ['How?', 'In which way?', 'What now?'] },
		{ external_id: '7', title: 'Who?', body: 'Me.', questions: ['Who?', 'Whose?'] },
	]);
	expect(await articles(rows.join('\n'))).toEqual(found);
});

test('another answer under the same id is an error, not lost', async () => {
	const found = await read('faq.csv', 'question,answer,id\nWho?,Me.,7\nWhose?,Mine.,7\nBy whom?,,7\n');
	expect(found).toMatchObject([
		{ line: 3, error: { code: 'external_id_twice' } },
		{ item: { external_id: '7', body: 'Me.', questions: ['Who?', 'By whom?'] } },
	]);
});

test('line ends, HTML and status in cells are kept as people mean them', async () => {
	const found = await articles(
		'title,body,status\nOne,"First\nSecond\n\n- a\n- b",草稿\nTwo,<p>Do <b>this</b></p>,เผยแพร่\nThree,x,hidden\n',
	);
	expect(found).toMatchObject([
		{ body: 'First\\\nSecond\n\n- a\n- b', status: 'draft' },
		{ body: 'Do **this**', status: 'published' },
		'status_invalid',
	]);
});

test('a table that nobody can read says why', async () => {
	expect(await articles('foo,bar\n1,2')).toEqual(['header_missing']);
	expect((await read('faq.csv', Buffer.of(0x71, 0x2c, 0xff, 0x0a)))[0]?.error?.code).toBe('invalid_utf8');
	expect(await articles('')).toEqual([]);
});

test('quotation marks in the middle are kept, one that never ends is reported', async () => {
	const found = await articles('question,answer\nA,the "big" one\nB,"never ends\nC,d\n');
	expect(found).toEqual([expect.objectContaining({ title: 'A', body: 'the "big" one' }), 'invalid_csv']);
});

async function workbook(sheets: Record<string, (string | number)[][]>): Promise<Buffer> {
	const names = Object.keys(sheets);
	const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	const each = (write: (name: string, number: number) => string) =>
		names.map((name, index) => write(name, index + 1)).join('');
	const zip = new ZipFile();
	const add = (path: string, xml: string) =>
		zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`), path);
	add(
		'[Content_Types].xml',
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${part}.worksheet+xml"/>`)}</Types>`,
	);
	const packaging = 'http://schemas.openxmlformats.org/package/2006/relationships';
	add(
		'_rels/.rels',
		`<Relationships xmlns="${packaging}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	);
	add(
		'xl/workbook.xml',
		`<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${each((name, number) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
	);
	add(
		'xl/_rels/workbook.xml.rels',
		`<Relationships xmlns="${packaging}">${each((_, number) => `<Relationship Id="rId${number}" Type="${relation}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
	);
	names.forEach((name, index) =>
		add(
			`xl/worksheets/sheet${index + 1}.xml`,
			`<worksheet xmlns="${main}"><sheetData>${rowsXml(sheets[name] ?? [])}</sheetData></worksheet>`,
		),
	);
	zip.end();
	return buffer(zip.outputStream);
}

function rowsXml(rows: (string | number)[][]): string {
	const cell = (value: string | number, reference: string) =>
		typeof value === 'number'
			? `<c r="${reference}"><v>${value}</v></c>`
			: `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
	return rows
		.map(
			(row, index) =>
				`<row r="${index + 1}">${row.map((value, column) => cell(value, `${'ABCDE'[column]}${index + 1}`)).join('')}</row>`,
		)
		.join('');
}

test('all sheets of a workbook are read, each with its own columns', async () => {
	const items = await read(
		'faq.xlsx',
		await workbook({
			Thai: [
				['คำถาม', 'คำตอบ', 'ภาษา'],
				['เปิดกี่โมง', '8 โมง', 'th'],
			],
			Chinese: [
				['编号', '问题', '答案', '语言'],
				[12, '几点开门？', '八点', 'zh'],
			],
			Notes: [['x', 'y']],
		}),
	);
	expect(items.map((item) => [item.line, item.error?.code ?? item.item?.title])).toEqual([
		['Thai:2', 'เปิดกี่โมง'],
		['Chinese:2', '几点开门？'],
		['Notes:1', 'header_missing'],
	]);
	expect(items[1]?.item).toMatchObject({ external_id: '12', lang: 'zh-Hans', questions: ['几点开门？'] });
});

test('a workbook that is none is reported', async () => {
	const zip = new ZipFile();
	zip.addBuffer(Buffer.from('<x/>'), 'xl/workbook.xml');
	zip.end();
	expect((await read('faq.xlsx', await buffer(zip.outputStream))).map((item) => item.error?.code)).toEqual([
		'invalid_xlsx',
	]);
});
