import { expect, test } from 'vitest';
import { findNumber } from './find-number.ts';
import { readNumber } from './read-number.ts';

const numbers: [lang: string, text: string, value: number | undefined][] = [
	['en', 'two', 2],
	['en', 'a couple', 2],
	['en', 'half a dozen', 6],
	['en', 'a dozen', 12],
	['en', 'twenty-one', 21],
	['en', 'two hundred and five', 205],
	['en', 'two million three hundred thousand', 2_300_000],
	['en', 'one and a half', 1.5],
	['en', '1,200', 1_200],
	['en', '1.5', 1.5],
	['en', '2k', 2_000],
	['en', '-5', -5],
	['en', 'about 12 people please', 12],
	['en', '１２', 12],
	['en', 'two or three', undefined],
	['en', 'the blue one', undefined],
	['en', 'a', undefined],
	['en', '12A', undefined],
	['en', '3/4', undefined],
	['de', '1.200', 1_200],
	['de', '1,5', 1.5],
	['vi', 'hai', 2],
	['vi', 'một rưỡi', 1.5],
	['vi', 'hai mươi mốt', 21],
	['vi', 'hai mươi lăm', 25],
	['vi', 'mười', 10],
	['vi', 'một trăm linh năm', 105],
	['vi', 'hai triệu rưỡi', 2_500_000],
	['vi', '1 triệu 200 nghìn', 1_200_000],
	['vi', '1tr5', 1_500_000],
	['vi', '1.200', 1_200],
	['vi', '2,5', 2.5],
	['vi', 'hai muoi lam', 25],
	['vi', 'bon nguoi', 4],
	['vi', 'khoảng 5 người ạ', 5],
	['vi', 'nhiều', undefined],
	['zh', '两个', 2],
	['zh', '兩', 2],
	['zh', '十', 10],
	['zh', '二十一', 21],
	['zh', '一百零五', 105],
	['zh', '3万5千', 35_000],
	['zh', '三千万', 30_000_000],
	['zh', '二〇二六', 2_026],
	['zh', '两个半', 2.5],
	['zh', '大概五個人', 5],
	['zh', '贰佰', 200],
	['zh', '很多', undefined],
	['th', 'สอง', 2],
	['th', 'ยี่สิบเอ็ด', 21],
	['th', 'สิบ', 10],
	['th', 'สองร้อยห้าสิบ', 250],
	['th', 'หนึ่งแสนสองหมื่น', 120_000],
	['th', 'สามล้าน', 3_000_000],
	['th', '๑๒', 12],
	['th', '๑,๒๐๐', 1_200],
	['th', '2 คนครับ', 2],
	['th', 'หลายคน', undefined],
];

test('a number is read in figures and in words', () => {
	expect(numbers.map(([lang, text]) => [lang, text, readNumber(text, { lang })])).toEqual(numbers);
});

test('a number is found with what it counts, before or behind it', () => {
	const find = (lang: string, text: string, nouns?: string[]) => {
		const found = findNumber(text, { lang, ...(nouns ? { nouns } : {}) });
		return found && [found.value, text.slice(found.from, found.to)];
	};
	expect(find('en', 'At 3pm please send two technicians', ['technician(s)'])).toEqual([2, 'two technicians']);
	expect(find('en', 'only 1 technician', ['technician(s)'])).toEqual([1, '1 technician']);
	expect(find('vi', 'Đặt bàn lúc 7h cho 4 người', ['người'])).toEqual([4, '4 người']);
	expect(find('vi', 'dat ban cho bon nguoi', ['người'])).toEqual([4, 'bon nguoi']);
	expect(find('zh', '我們一共五位', ['位'])).toEqual([5, '五位']);
	expect(find('zh', '需要２名技师', ['技师'])).toEqual([2, '２名技师']);
	expect(find('th', 'ขอช่าง 2 คน', ['คน'])).toEqual([2, '2 คน']);
	expect(find('th', 'ช่าง ๓ คน', ['ช่าง'])).toEqual([3, 'ช่าง ๓']);
	expect(find('en', 'SN-2041 has 5 leaks')).toEqual([5, '5']);
	expect(find('en', 'no technicians at all', ['technician(s)'])).toBeUndefined();
	expect(find('en', '3 technicianship courses', ['technician(s)'])).toBeUndefined();
});

test('endless numbers end', () => {
	const start = performance.now();
	for (const text of ['1.'.repeat(5_000), 'một triệu '.repeat(1_000), '九万'.repeat(5_000), '1 '.repeat(5_000)])
		for (const lang of ['en', 'vi', 'zh', 'th']) findNumber(text, { lang, nouns: ['technician(s)'] });
	expect(performance.now() - start).toBeLessThan(1_000);
});
