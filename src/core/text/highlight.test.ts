import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const hits = (text: string, question: string) =>
	highlight(text, question)
		.filter((piece) => piece.hit)
		.map((piece) => piece.text);

test('words of the question are marked in every form and spelling', () => {
	expect(hits('Change both Filters yearly.', 'filter change')).toEqual(['Change', 'Filters']);
	expect(hits('Bảo hành hai năm', 'bao hanh')).toEqual(['Bảo', 'hành']);
	expect(hits('Thay dầu lần đầu', 'dầu')).toEqual(['dầu']);
	expect(hits('Thay dầu lần đầu', 'dau')).toEqual(['dầu', 'đầu']);
});

test('texts without spaces are marked by neighbouring characters', () => {
	expect(hits('如何更换机油滤芯', '换机油')).toEqual(['换机油']);
	expect(hits('วิธีเปลี่ยนน้ำมัน', 'น้ำมัน')).toEqual(['น้ำมัน']);
});

test('no piece of another word is marked because it shares a vowel, and no vowel is torn off', () => {
	expect(hits('การรับประกันและแรงดัน', 'น้ำมัน')).toEqual([]);
	expect(hits('ต้องเปลี่ยนน้ำมัน', 'เปลี่ยนน้ำมันอย่างไร')).toEqual(['เปลี่ยนน้ำมัน']);
	expect(hits('水', '水')).toEqual(['水']);
});

test('the pieces are the text, whatever was asked', () => {
	for (const question of ['', '😀', '.*', '<b>', 'a'.repeat(9_999)])
		expect(
			highlight('A <b>text</b> 文字 ข้อ', question)
				.map((piece) => piece.text)
				.join(''),
		).toBe('A <b>text</b> 文字 ข้อ');
});
