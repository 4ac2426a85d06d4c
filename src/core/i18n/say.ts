import { z } from 'zod';
import { canonicalLang } from '../text/languages.ts';
import type { SettingKind, Settings } from '../settings.ts';
import { m } from './paraglide/messages.js';

/** The languages the program itself speaks; content may be in any. */
export const UI_LANGS = ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th'] as const;
export type UiLang = (typeof UI_LANGS)[number];

export type MessageKey = keyof typeof m;
export type MessageArgs<K extends MessageKey> = NonNullable<Parameters<(typeof m)[K]>[0]>;

/** A text of the program in `lang`, or in the nearest language we have. The owner's own wording goes first. */
export type Say = <K extends MessageKey>(key: K, args: MessageArgs<K>, lang: string) => string;

export function sayer(settings: Settings): Say {
	return (key, args, lang) => {
		const locale = uiLang(lang);
		const own = settings.get(textOverride(key, locale));
		return own ? fill(own, args) : TEXTS[key](args, { locale });
	};
}

const TEXTS = m as Record<MessageKey, (args: object, options: { locale: UiLang }) => string>;

/** The setting that holds the owner's wording of one text; `{name}` stands where the program puts its values. Empty means ours. */
export function textOverride(key: MessageKey, lang: UiLang): SettingKind<string> {
	return { key: `texts.${lang}.${key}`, schema: z.string().max(2_000), fallback: '' };
}

/** `zh-TW` → `zh-Hant`, `vi-VN` → `vi`, a language we do not speak → `en`. */
export function uiLang(lang: string): UiLang {
	const tag = canonicalLang(lang);
	return UI_LANGS.find((known) => known === tag) ?? UI_LANGS.find((known) => tag.startsWith(`${known}-`)) ?? 'en';
}

function fill(text: string, args: object): string {
	const values = new Map(Object.entries(args));
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values.get(name) ?? whole));
}
