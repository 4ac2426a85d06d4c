import { fold } from '../folded.ts';
import { type Language, languageOf } from '../language.ts';
import { entriesFor, lexicons, phraseAt } from '../lexicon.ts';
import { around as en } from './words/en.ts';
import { around as th } from './words/th.ts';
import { around as vi } from './words/vi.ts';
import { around as zh } from './words/zh.ts';
import { tokensOf } from './tokens.ts';

const PHRASES: Record<Language, string> = { en, zh, vi, th };
const lexiconFor = lexicons((language) => entriesFor(PHRASES[language], true));

/** Whether a text holds nothing but what people put around an answer: "please", "ครับ", a full stop. */
export function restIsAround(rest: string, lang: string): boolean {
	const language = languageOf(lang);
	const folded = fold(rest, language);
	const { text, bare } = folded;
	const lexicon = lexiconFor(language, bare);
	for (let at = 0; at < text.length;) {
		const found = phraseAt(lexicon, text, at);
		if (!found && !NOTHING.test(text.charAt(at))) return saysNothing(text.slice(at), language);
		at = found ? found.to : at + 1;
	}
	return true;
}

const NOTHING = /[\s.,;!?()"'…]/;

/** The quiet words of dates say nothing by themselves either. */
function saysNothing(rest: string, language: Language): boolean {
	const [first] = tokensOf(fold(rest, language), language);
	if (first?.kind !== '_' && first?.kind !== '@') return false;
	return restIsAround(rest.slice(first.to), language);
}
