import { describe, expect, test } from 'vitest';
import { phrases } from './phrases.fixture.ts';
import { wantsPerson } from './wants-person.ts';

const tables = await phrases();

describe.each([...tables])('in %s', (_, all) => {
	test.each([
		['who wants a person', true],
		['who does not', false],
	])('nearly everybody %s is understood', (_who, wants) => {
		const some = all.filter((phrase) => phrase.held && phrase.wants === wants);
		const wrong = some.filter(({ text }) => wantsPerson(text) !== wants).map(({ text }) => text);
		expect(some.length).toBeGreaterThan(60);
		expect(wrong.length / some.length, wrong.join('\n')).toBeLessThan(0.05);
	});
});

test.each([
	'is there a person at the desk?',
	'can a person over 65 install it',
	'the agent installed it wrongly',
	'how do I become an agent',
	'人工费多少钱',
	'前台有人吗',
	'nhân viên kỹ thuật có mang giày không',
	'มีคนอยู่ที่หน้าเคาน์เตอร์ไหม',
])('“%s” is a question like any other', (text) => {
	expect(wantsPerson(text)).toBe(false);
});

test.each(['我要轉人工', '我想找真人', 'TALK TO A HUMAN', 'ｔalk to a human', 'gap nhan vien', 'ขอ คุย กับ เจ้าหน้าที่'])(
	'“%s” is understood however it is typed',
	(text) => {
		expect(wantsPerson(text)).toBe(true);
	},
);

test('in a long story a person is asked for where it begins or ends', () => {
	const story = 'The compressor stops, somebody connected it to the agent of the dryer and it stops again. '.repeat(5);
	expect(wantsPerson(story)).toBe(false);
	expect(wantsPerson(`${story} Let me talk to a human!`)).toBe(true);
});
