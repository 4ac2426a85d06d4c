import type { MessageKey, UiLang } from '#core/i18n/say.ts';
import { sayer, TEXTS, textOverride } from '#core/i18n/texts.ts';
import type { Settings } from '#core/settings.ts';
import type { SayHere, Wording } from '#ui/words.ts';

/** Mails are written where no page is. */
const PAGE_KEYS = (Object.keys(TEXTS.en) as MessageKey[]).filter((key) => !key.startsWith('mail_'));

/** What the owner worded otherwise, for the pages in one language. */
export function wordingOf(settings: Settings, lang: UiLang): Wording {
	const kinds = PAGE_KEYS.map((key) => textOverride(key, lang));
	return Object.fromEntries(kinds.map((kind) => [kind.key, settings.get(kind)]).filter(([, text]) => text));
}

/** For what the server says by itself, without a component. */
export function sayIn(lang: UiLang, settings: Settings): SayHere {
	const say = sayer(settings);
	return (key, args) => say(key, args ?? ({} as NonNullable<typeof args>), lang);
}
