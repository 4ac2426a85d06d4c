import { expect, test } from 'vitest';
import { phrasesOf, withWholeCodes } from './phrases.ts';

const wholes = (text: string, lang: string) =>
	phrasesOf(text, lang)
		.filter(({ whole }) => whole)
		.map((phrase) => phrase.text);

test('codes and part numbers of a title stay whole, words with a hyphen do not', () => {
	expect(wholes('Air filter (E-30), KA05-20-001', 'en')).toEqual(['E-30', 'KA05-20-001']);
	expect(wholes('E-10、E-13：电机过载', 'zh-Hans')).toEqual(['E-10', 'E-13']);
	expect(wholes('A well-known e-Tax 2-year T-shirt', 'en')).toEqual([]);
});

test('a Thai title breaks between its phrases', () => {
	expect(wholes('เครื่องทำลมแห้ง ไส้กรอง', 'th')).toEqual(['เครื่องทำลมแห้ง', 'ไส้กรอง']);
	expect(wholes('การรับประกัน', 'th')).toEqual([]);
});

test('the phrases of a title are the title', () => {
	for (const [text, lang] of [
		['E-22, E-23: pressure  too high', 'en'],
		[' ปุ่ม  ไฟ E-30', 'th'],
	] as const)
		expect(
			phrasesOf(text, lang)
				.map((phrase) => phrase.text)
				.join(''),
		).toBe(text);
});

test('in HTML only the text is touched', () => {
	expect(withWholeCodes('<p data-block="E-30">See E-30 &amp; <a href="/x/E-31">E-31</a></p>')).toBe(
		'<p data-block="E-30">See <span class="whole">E-30</span> &amp; <a href="/x/E-31"><span class="whole">E-31</span></a></p>',
	);
});
