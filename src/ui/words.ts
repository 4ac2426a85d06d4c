import { createContext } from 'svelte';
import {
	type MessageArgs,
	type MessageKey,
	phrase,
	type Texts,
	UI_LANGS,
	type UiLang,
	wordingKey,
} from '#core/i18n/say.ts';

/** A text in the language of the page. */
export type SayHere = <K extends MessageKey>(key: K, args?: MessageArgs<K>) => string;

/** The owner's own texts for the pages, by setting key; empty for most installations. */
export type Wording = Record<string, string>;

/** What every component may ask for without being handed it: the page's language and its texts. */
export const [usePage, setPage] = createContext<{ lang: UiLang; say: SayHere }>();

/** For components, which get the texts of one language, and the owner's as plain data. */
export function sayWith(lang: UiLang, texts: Texts, wording: Wording = {}): SayHere {
	return (key, args) => phrase(texts, key, args ?? ({} as MessageArgs<typeof key>), wording[wordingKey(key, lang)]);
}

/** Each language by its own name: whoever looks for theirs cannot read the others. */
export const LANG_NAMES: Record<UiLang, string> = {
	en: 'English',
	'zh-Hans': '简体中文',
	'zh-Hant': '繁體中文',
	vi: 'Tiếng Việt',
	th: 'ไทย',
};

/** The name of any content language, standing alone, written in the language of the page. */
export function langName(lang: string, inLang: UiLang): string {
	const own = UI_LANGS.find((known) => known === lang);
	return new Intl.DisplayNames([inLang], { type: 'language' }).of(lang) ?? (own ? LANG_NAMES[own] : lang);
}

/** The same within a sentence, where Vietnamese begins it with a small letter. */
export function langNameWithin(lang: string, inLang: UiLang): string {
	const name = langName(lang, inLang);
	return inLang === 'vi' ? name.charAt(0).toLocaleLowerCase(inLang) + name.slice(1) : name;
}
