import { canonicalLang } from '#core/text/languages.ts';
import { UI_LANGS, type UiLang } from '#core/i18n/say.ts';

/** The first of the visitor's languages that is offered; Chinese without a script is taken for simplified, as `canonicalLang` does. */
export function acceptedLang(header: string | null, offered: readonly UiLang[]): UiLang | undefined {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...params] = part.trim().split(';');
			const quality = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find(Boolean);
			return { tag, quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ quality }) => quality > 0)
		.toSorted((a, b) => b.quality - a.quality);
	for (const { tag } of wanted) {
		const lang = offeredLang(tag, offered);
		if (lang) return lang;
	}
	return undefined;
}

/** `zh-TW` → `zh-Hant`, `vi-VN` → `vi`; nothing for a language that is not offered. */
export function offeredLang(tag: string | undefined, offered: readonly UiLang[]): UiLang | undefined {
	const lang = canonicalLang(tag ?? '');
	return offered.find((known) => known === lang || lang.startsWith(`${known}-`));
}

/** The right spelling of a first path segment that means one of our languages (`zh`, `zh-tw`, `TH`), or nothing when it means none. */
export function langOfSegment(segment: string): UiLang | undefined {
	if (!/^[a-z]{2}([-_][a-z]{2,4}){0,2}$/i.test(segment)) return undefined;
	return offeredLang(segment, UI_LANGS);
}
