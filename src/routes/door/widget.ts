import { brandColour, defaultLang, offeredLangs } from '#core/brand.ts';
import type { Settings } from '#core/settings.ts';
import { chatHints, chatLook } from '#modules/embedding/index.ts';
import type { WidgetSettings } from '../../widget/settings.ts';
import { sayIn } from './wording.ts';

/** All that the script on a host page has to know. */
export function widgetSettings(settings: Settings): WidgetSettings {
	const { position, colour, label } = settings.get(chatLook);
	const main = settings.get(defaultLang);
	const langs = [main, ...settings.get(offeredLangs).filter((lang) => lang !== main)];
	const hints = settings.get(chatHints);
	const words = langs.map((lang) => {
		const say = sayIn(lang, settings);
		const dismiss = hints.length > 0 && { dismiss: say('chat_dismiss') };
		return [lang, { open: say('chat_open'), close: say('chat_close'), ...dismiss }] as const;
	});
	return {
		position,
		colour: colour || settings.get(brandColour),
		label,
		words: Object.fromEntries(words),
		hints: hints.map(({ id, path, after_seconds, text }) => ({ id, path, after: after_seconds, text })),
	};
}
