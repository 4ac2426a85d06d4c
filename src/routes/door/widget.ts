import { brandColour, defaultLang, offeredLangs } from '#core/brand.ts';
import type { MessageKey, UiLang } from '#core/i18n/say.ts';
import type { Settings } from '#core/settings.ts';
import { chatHints, chatLook } from '#modules/embedding/index.ts';
import type { HintSettings, WidgetSettings } from '../../widget/settings.ts';
import { sayIn } from './wording.ts';

const LONGEST_NAME = 30;

/** All that the script on a host page has to know until somebody opens the chat. */
export function widgetSettings(settings: Settings): WidgetSettings {
	const { position, colour, label } = settings.get(chatLook);
	return {
		position,
		colour: colour || settings.get(brandColour),
		label,
		// A button with a label is called by it.
		names: inEachLang(settings, 'chat_open', (text) => (label ? '' : short(text))),
		hasHints: settings.get(chatHints).length > 0,
	};
}

export function hintSettings(settings: Settings): HintSettings {
	return {
		hints: settings
			.get(chatHints)
			.map(({ id, path, after_seconds, text }) => ({ id, path, after: after_seconds, text })),
		dismiss: inEachLang(settings, 'widget_dismiss'),
	};
}

/** The site's own language comes first. */
function inEachLang(settings: Settings, key: MessageKey, form = (text: string) => text) {
	const main = settings.get(defaultLang);
	const langs = [main, ...settings.get(offeredLangs).filter((lang) => lang !== main)];
	const texts: Partial<Record<UiLang, string>> = {};
	for (const lang of langs) texts[lang] = form(sayIn(lang, settings)(key));
	return texts;
}

/** An owner's own wording may be a page long, and every visitor of their site would load it. */
const short = (text: string) =>
	text
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim()
		.slice(0, LONGEST_NAME)
		.toWellFormed();
