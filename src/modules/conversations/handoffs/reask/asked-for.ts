import { detectLanguage } from '#core/text/detect.ts';
import { baseLang } from '#core/text/languages.ts';
import { REASK_FIELDS, type ReaskField } from './fields.ts';
import { ASK_WORDS } from './words.ts';

const SENTENCE = /[^.!?。！？\n]+[.!?。！？]*/g;

/** What a message asks its reader for, by its words; `lang` where the text itself does not tell. */
export function askedFor(text: string, lang: string): ReaskField[] {
	const own = ASK_WORDS[baseLang(detectLanguage(text).lang)] ?? ASK_WORDS[baseLang(lang)];
	if (!own) return [];
	// A full stop within an address ends no sentence.
	const sentences = text.replaceAll(/(\S)\.(?=\S)/g, '$1 ').match(SENTENCE) ?? [];
	const asking = sentences.filter((sentence) => own.asks.test(sentence) && !own.not.test(sentence));
	return REASK_FIELDS.filter((field) => asking.some((sentence) => own.fields[field].test(sentence)));
}
