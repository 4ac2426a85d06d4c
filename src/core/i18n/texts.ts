import { z } from 'zod';
import type { SettingKind, Settings } from '../settings.ts';
import * as en from './paraglide/messages/en.js';
import * as th from './paraglide/messages/th.js';
import * as vi from './paraglide/messages/vi.js';
import * as zhHans from './paraglide/messages/zh-Hans.js';
import * as zhHant from './paraglide/messages/zh-Hant.js';
import { type MessageKey, phrase, type Say, type Texts, type UiLang, uiLang, wordingKey } from './say.ts';

/** For the server, which speaks them all; a browser loads one with `loadTexts`. */
export const TEXTS: Record<UiLang, Texts> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant, vi, th };

export function sayer(settings: Settings): Say {
	return (key, args, lang) => {
		const locale = uiLang(lang);
		return phrase(TEXTS[locale], key, args, settings.get(textOverride(key, locale)));
	};
}

const wording = z.string().max(2_000);

/** The setting that holds the owner's wording of one text; empty means ours. */
export function textOverride(key: MessageKey, lang: UiLang): SettingKind<string> {
	return { key: wordingKey(key, lang), schema: wording, fallback: '' };
}
