import { describe, expect, test } from 'vitest';
import { EVERY, featuresOf } from './features.ts';
import { likeness, mostTypical, SAME } from './likeness.ts';

const asked = (text: string, lang: string, articles: string[] = []) => ({
	features: featuresOf(text, lang),
	articles,
	lang,
});
/** As if a hundred questions had been counted, in forty of which each of these words stood. */
const counts = (common = '') =>
	new Map([[EVERY, 100] as const, ...featuresOf(common, 'en').map((feature) => [feature, 40] as const)]);

describe('two questions', () => {
	test.each([
		['en', 'How do I reset the controller password?', 'reset controller password please'],
		['zh-Hans', '怎么重置控制器密码', '如何重置控制器的密码'],
		['vi', 'Làm sao đặt lại mật khẩu bộ điều khiển?', 'dat lai mat khau bo dieu khien'],
		['th', 'จะรีเซ็ตรหัสผ่านตัวควบคุมอย่างไร', 'รีเซ็ตรหัสผ่านตัวควบคุม'],
	])('in %s that ask for the same are alike', (lang, one, other) => {
		expect(likeness(asked(one, lang), asked(other, lang), counts())).toBeGreaterThanOrEqual(SAME);
	});

	test('that share only what everybody asks about are not', () => {
		const [one, other] = [asked('reset the machine', 'en'), asked('machine insurance cover', 'en')];
		expect(likeness(one, other, counts('machine'))).toBeLessThan(SAME);
	});

	test('in different languages are alike when the same two articles came up for both', () => {
		const one = asked('reset controller password', 'en', ['a', 'b']);
		expect(likeness(one, asked('重置控制器密码', 'zh-Hans', ['b', 'a']), counts())).toBeGreaterThanOrEqual(SAME);
		expect(likeness(one, asked('重置控制器密码', 'zh-Hans', ['a', 'c']), counts())).toBeLessThan(SAME);
	});

	test('are not alike by articles alone in one language', () => {
		const [one, other] = [asked('reset password', 'en', ['a', 'b']), asked('parcel drone', 'en', ['a', 'b'])];
		expect(likeness(one, other, counts())).toBeLessThan(SAME);
	});
});

test('the most typical question is the one most like the others', () => {
	const group = [
		'my dog ate the controller password',
		'reset controller password',
		'controller password reset how',
	].map((text) => ({ ...asked(text, 'en'), text }));
	expect(mostTypical(group, counts())?.text).toBe('reset controller password');
	expect(mostTypical([], counts())).toBeUndefined();
});
