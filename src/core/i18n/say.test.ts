import { expect, test } from 'vitest';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '../settings.ts';
import { UI_LANGS, uiLang } from './say.ts';
import { sayer } from './texts.ts';

const folder = path.join(import.meta.dirname, '../../../messages');

function settingsWith(rows: Record<string, string>): Settings {
	return {
		load: async () => {},
		isPinned: () => false,
		get: (kind) => (rows[kind.key] as typeof kind.fallback | undefined) ?? kind.fallback,
	};
}

test('a text is said in the language asked for, or the nearest one we speak', () => {
	const say = sayer(settingsWith({}));
	expect(say('mail_reference', {}, 'zh-TW')).toBe('編號');
	expect(say('mail_footer', { brand: 'Kestrel Air' }, 'vi-VN')).toBe('Gửi từ Kestrel Air');
	expect(say('mail_reference', {}, 'sw')).toBe('Reference');
	expect(['zh', 'zh_HK', 'TH', 'en-GB', 'not a tag'].map(uiLang)).toEqual(['zh-Hans', 'zh-Hant', 'th', 'en', 'en']);
});

test('the owner’s wording goes first, in its own language only', () => {
	const say = sayer(settingsWith({ 'texts.en.mail_footer': 'Cheers, {brand} {unknown}' }));
	expect(say('mail_footer', { brand: 'Kestrel Air' }, 'en')).toBe('Cheers, Kestrel Air {unknown}');
	expect(say('mail_footer', { brand: 'Kestrel Air' }, 'th')).toBe('ส่งโดย Kestrel Air');
});

test('every text exists in all languages, with the same places for values', async () => {
	const areas = await readdir(folder);
	const read = async (lang: string): Promise<[string, unknown][]> => {
		const texts = areas.map((area) => readFile(path.join(folder, area, `${lang}.json`), 'utf8'));
		return (await Promise.all(texts)).flatMap((text) => Object.entries(JSON.parse(text)));
	};
	const places = (texts: [string, unknown][]) =>
		Object.fromEntries(
			texts.map(([key, text]) => [key, [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].toSorted()]),
		);
	const english = places(await read('en'));
	for (const lang of UI_LANGS)
		expect({ lang, ...places(await read(lang)) }).toEqual({
			lang,
			...english,
		});
});
