import { expect, test } from 'vitest';
import { excerptFor, wantedWords } from './excerpt-for.ts';

const excerpt = (text: string, question: string) => excerptFor(text, wantedWords(question));

const FILLER = 'Nothing of interest stands in this sentence. '.repeat(8);

test('an excerpt begins with the sentence that holds the words asked for', () => {
	const text = `${FILLER}Press the green button for three seconds. ${FILLER}`;
	expect(excerpt(text, 'pressing green buttons')).toMatch(/^… Press the green button/);
});

test('three different words weigh more than one that comes again and again', () => {
	const text = `The filter. A filter, the filter, filter! ${FILLER}Change the filter element every year. `;
	expect(excerpt(text, 'change filter element')).toMatch(/^… Change the filter element/);
});

test('scripts without spaces and words typed without marks are found too', () => {
	expect(excerpt(`${'这里没有什么。'.repeat(40)}请更换空气滤芯。`, '怎么更换滤芯')).toMatch(/^… 请更换空气滤芯/);
	expect(excerpt(`${'ไม่มีอะไร '.repeat(40)}เปลี่ยนไส้กรองอากาศทุกปี`, 'เปลี่ยนไส้กรอง')).toContain('เปลี่ยนไส้กรองอากาศ');
	expect(excerpt(`${'Không có gì ở đây. '.repeat(20)}Thay lõi lọc khí mỗi năm.`, 'thay loi loc khi')).toMatch(
		/^… Thay lõi lọc khí/,
	);
});

test('without a word in common it is the beginning, and a number with a point is no end of a sentence', () => {
	expect(excerpt('Set it to 7.5 bar. Then wait.', 'unrelated')).toBe('Set it to 7.5 bar. Then wait.');
	expect(excerpt(`${FILLER}Set it to 7.5 bar and wait.`, 'how many bar')).toMatch(/^… Set it to 7.5 bar/);
});

test('no character is cut in two, and nothing is asked of an empty section', () => {
	expect(excerpt('👩🏽‍🔧'.repeat(200), 'x').isWellFormed()).toBe(true);
	expect([excerpt('', 'filter'), excerpt('', '')]).toEqual(['', '']);
});

test('hostile texts take no time', () => {
	const begun = performance.now();
	for (const text of ['a'.repeat(100_000), 'ab '.repeat(30_000), '。'.repeat(100_000)])
		excerpt(text, 'aa bbb ab cc abc 。。 '.repeat(50));
	expect(performance.now() - begun).toBeLessThan(1_000);
});
