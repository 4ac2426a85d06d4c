import { brandColour, brandName } from '#core/brand.ts';
import type { Message } from '#core/delivery.ts';
import { type Say, uiLang } from '#core/i18n/say.ts';
import { sayWhen } from '#core/reading/when/say-when.ts';
import type { Settings } from '#core/settings.ts';
import { canonicalLang } from '#core/text/languages.ts';
import type { Voice } from '../template.ts';
import { templateCalled } from '../templates/all.ts';
import { renderHtml } from './html.ts';
import { renderText } from './text.ts';

export type Rendered = Omit<Message, 'id' | 'to'>;

/** A template filled in, in the language nearest to `lang`. Throws when this program has no such template or its args have another shape. */
export function render(parts: { say: Say; settings: Settings }, name: string, given: unknown, lang: string): Rendered {
	const template = templateCalled(name);
	if (!template) throw new Error(`no template ${name}`);
	const args = template.args.parse(given);
	const brand = parts.settings.get(brandName);
	const names = new Intl.DisplayNames([uiLang(lang)], { type: 'language' });
	const days = new Intl.DateTimeFormat(uiLang(lang), { dateStyle: 'long', timeZone: 'UTC' });
	const voice: Voice = {
		brand,
		say: (key, values) => parts.say(key, values, lang),
		languageName: (tag) => names.of(canonicalLang(tag)) ?? tag,
		day: (date) => days.format(new Date(date)),
		moment: (at, timeZone) =>
			new Intl.DateTimeFormat(uiLang(lang), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at)),
		span: (from, until, zone) =>
			sayWhen({ from: new Date(from), until: new Date(until) }, { lang: uiLang(lang), zone }),
	};
	const subject = oneLine(template.subject(voice, args));
	const blocks = template.blocks(voice, args);
	const footer = voice.say('mail_footer', { brand });
	const look = { lang: uiLang(lang), title: subject, brand, colour: parts.settings.get(brandColour), footer };
	const text = renderText(blocks, footer);
	return {
		from: brand,
		lang: look.lang,
		subject,
		text,
		html: renderHtml(blocks, look),
		reply_to: template.replyTo?.(args),
		entry: template.entry?.(voice, args),
	};
}

const SUBJECT_LENGTH = 150;

/** Customers' words get into subjects: control characters, and so line breaks that would begin a header, become spaces. */
function oneLine(text: string): string {
	const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
	const letters = [...line];
	return letters.length > SUBJECT_LENGTH ? `${letters.slice(0, SUBJECT_LENGTH - 1).join('')}…` : line;
}
