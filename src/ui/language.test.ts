import { expect, test } from 'vitest';
import { UI_LANGS } from '#core/i18n/say.ts';
import { acceptedLang, langOfSegment } from './language.ts';

test('the browser’s best offered language wins', () => {
	expect(acceptedLang('fr-FR,fr;q=0.9,th;q=0.7,en;q=0.8', UI_LANGS)).toBe('en');
	expect(acceptedLang('zh-TW,zh;q=0.9,en;q=0.8', UI_LANGS)).toBe('zh-Hant');
	expect(acceptedLang('zh-CN', UI_LANGS)).toBe('zh-Hans');
	expect(acceptedLang('vi-VN;q=0.1', UI_LANGS)).toBe('vi');
	expect(acceptedLang('th', ['en', 'vi'])).toBeUndefined();
});

test('a header that says nothing useful decides nothing', () => {
	for (const header of [null, '', '*', 'de', 'en;q=0', ';;;,,', '\u0000'])
		expect(acceptedLang(header, UI_LANGS)).toBeUndefined();
});

test('a path may begin with any spelling of our languages and with nothing else', () => {
	expect(langOfSegment('zh')).toBe('zh-Hans');
	expect(langOfSegment('zh-hans')).toBe('zh-Hans');
	expect(langOfSegment('zh_TW')).toBe('zh-Hant');
	expect(langOfSegment('TH')).toBe('th');
	for (const other of ['api', 'de', 'articles', '', '..']) expect(langOfSegment(other)).toBeUndefined();
});
