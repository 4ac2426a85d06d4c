import { UI_LANGS, type UiLang } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';
import type { Content, SettingsRow } from './types.ts';

type FieldWritten = Content['fields'][string];

/** What is being written, with a place for all that could be. */
export type Written = {
	texts: Record<UiLang, Record<string, string>>;
	fields: Record<string, FieldWritten>;
	rules: Record<string, number | null>;
};

/** Goes on from the draft; without one from what holds for most customers. */
export function startOf({ texts, questions, rules, versions }: SettingsRow): Written {
	const from = ['draft', 'live'].flatMap((state) => versions.filter((row) => row.state === state))[0]?.content;
	const wordsIn = (lang: UiLang) =>
		Object.fromEntries(texts.map(({ place }) => [place, from?.texts[lang]?.[place] ?? '']));
	return {
		texts: Object.fromEntries(UI_LANGS.map((lang) => [lang, wordsIn(lang)])) as Written['texts'],
		fields: Object.fromEntries(questions.map(({ name, choices }) => [name, fieldOf(choices, from?.fields[name])])),
		rules: Object.fromEntries(rules.map(({ name }) => [name, from?.rules[name] ?? null])),
	};
}

const fieldOf = (choices: readonly string[], set?: FieldWritten): FieldWritten => ({
	asked: set?.asked ?? 'as_declared',
	hidden: [...(set?.hidden ?? [])],
	order: [...new Set([...(set?.order ?? []), ...choices])],
});

/** Without what is as declared. */
export function toSend({ texts, fields, rules }: Written): Content {
	return {
		texts: Object.fromEntries(
			Object.entries(texts).map(([lang, own]) => [
				lang,
				Object.fromEntries(Object.entries(own).filter(([, text]) => text.trim() !== '')),
			]),
		),
		fields,
		rules: Object.fromEntries(
			Object.entries(rules).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
		),
	};
}

/** Texts that were put otherwise in other languages and not in this one: customers would read two kinds of it. */
export function missingIn(texts: Written['texts'], lang: UiLang): { place: string; langs: UiLang[] }[] {
	return Object.entries(texts[lang]).flatMap(([place, text]) => {
		const langs = UI_LANGS.filter((other) => texts[other][place]?.trim());
		return text.trim() === '' && langs.length > 0 ? [{ place, langs }] : [];
	});
}

const WHOLE = { title: 'offer_word_title', summary: 'offer_word_summary', confirm: 'offer_word_confirm' } as const;

/** What a text is of, for whoever words it. */
export function placeName(say: SayHere, { questions, texts }: SettingsRow, place: string): string {
	if (place in WHOLE) return say(WHOLE[place as keyof typeof WHOLE]);
	const [step = '', part, value] = place.split('.');
	const name = questions.find((question) => question.name === step)?.label ?? step;
	if (part === 'label') return say('offer_word_label', { name });
	if (part === 'hint') return say('offer_word_hint', { name });
	return say('offer_word_option', { name: texts.find((text) => text.place === place)?.texts.en ?? value ?? '' });
}
