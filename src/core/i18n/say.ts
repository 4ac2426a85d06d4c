import { canonicalLang } from '../text/languages.ts';
import type * as english from './paraglide/messages/en.js';

/** The languages the program itself speaks; content may be in any. */
export const UI_LANGS = ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th'] as const;
export type UiLang = (typeof UI_LANGS)[number];

/** All texts of the program in one language. */
export type Texts = typeof english;
export type MessageKey = keyof Texts;
export type MessageArgs<K extends MessageKey> = Parameters<Texts[K]>[0];

/** A text of the program in `lang`, or in the nearest language we have. The owner's own wording goes first. */
export type Say = <K extends MessageKey>(key: K, args: MessageArgs<K>, lang: string) => string;

/** One text: `own` is the owner's wording of it, in which `{name}` stands where the program puts its values; ours where that is empty. */
export function phrase<K extends MessageKey>(
	texts: Texts,
	key: K,
	args: MessageArgs<K>,
	own: string | undefined,
): string {
	return own ? fill(own, args) : (texts[key] as (args: object) => string)(args);
}

/** The key of the setting that holds the owner's wording of one text. */
export const wordingKey = (key: MessageKey, lang: UiLang) => `texts.${lang}.${key}`;

/** `zh-TW` → `zh-Hant`, `vi-VN` → `vi`, a language we do not speak → `en`. */
export function uiLang(lang: string): UiLang {
	const tag = canonicalLang(lang);
	return UI_LANGS.find((known) => known === tag) ?? UI_LANGS.find((known) => tag.startsWith(`${known}-`)) ?? 'en';
}

/** A text with its values in place: `{name}` stands where one goes. */
export function fill(text: string, args: object): string {
	const values = new Map(Object.entries(args));
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values.get(name) ?? whole));
}
