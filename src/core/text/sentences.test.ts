import { expect, test } from 'vitest';
import { sentences } from './sentences.ts';

const split = (text: string, lang: string) => sentences(text, lang).map((sentence) => sentence.text);

test.each([
	[
		'en',
		'Close the valve. Wait for Dr. Lee! Then open it.',
		['Close the valve.', 'Wait for Dr. Lee!', 'Then open it.'],
	],
	['en', 'The limit is 1.5 bar. Do not exceed it.', ['The limit is 1.5 bar.', 'Do not exceed it.']],
	['zh-Hans', '请关闭阀门。等五分钟！然后打开。', ['请关闭阀门。', '等五分钟！', '然后打开。']],
	['vi', 'Đóng van lại. Chờ năm phút.', ['Đóng van lại.', 'Chờ năm phút.']],
	['en', 'First line\nSecond line', ['First line', 'Second line']],
])('%s: %s', (lang, text, expected) => {
	expect(split(text, lang)).toEqual(expected);
});

test('Thai ends a sentence at a space after a long enough clause, not within a number or a list', () => {
	const first = 'กรุณาปิดวาล์วก่อนทำความสะอาดเครื่องอัดอากาศทุกครั้ง';
	const second = 'จากนั้นรอ 5 นาทีแล้วจึงเปิดเครื่องใหม่อีกครั้งหนึ่ง';
	expect(split(`${first} ${second}`, 'th')).toEqual([first, second]);
	expect(split('ราคา 500 บาท', 'th')).toEqual(['ราคา 500 บาท']);
});

test('a sentence is a verbatim slice of its text', () => {
	const text = '  One.\n\nTwo 👍.  三。สี่ ';
	const found = sentences(text, 'en');
	expect(found.map((sentence) => sentence.text)).toEqual(['One.', 'Two 👍.', '三。', 'สี่']);
	for (const { text: sentence, start } of found) expect(text.slice(start, start + sentence.length)).toBe(sentence);
});

test.each(['', ' \n ', '\ud800', 'x'.repeat(10_000), 'ก '.repeat(5_000), '.'.repeat(10_000)])(
	'odd input does no harm',
	(text) => {
		expect(sentences(text, 'und').length).toBeLessThanOrEqual(10_000);
	},
);
