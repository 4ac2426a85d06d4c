import { expect, test } from 'vitest';
import { langName, langNameWithin } from './words.ts';

test('a language is named in the language of the page, as that is written within a sentence', () => {
	expect(langNameWithin('zh-Hans', 'en')).toBe('Simplified Chinese');
	expect(langNameWithin('en', 'vi')).toBe('tiếng Anh');
	expect(langName('en', 'vi')).toBe('Tiếng Anh');
	expect(langNameWithin('en', 'th')).toBe('อังกฤษ');
	expect(langNameWithin('zh-Hans', 'zh-Hant')).toBe('簡體中文');
	expect(langNameWithin('vi', 'zh-Hans')).toBe('越南语');
});
