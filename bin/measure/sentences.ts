import { termsOf } from '#core/text/lexemes.ts';
import { between, pick, type Random, seeded } from './random.ts';
import { wordsOf } from './words.ts';

export const SAID_LANGS = ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th'] as const;
export type SaidLang = (typeof SAID_LANGS)[number];

export type Sentence = { text: string; terms: string[] };
export type Sentences = (random: Random) => Sentence;

/** So many different ones; their terms are read once. */
const DIFFERENT = 30_000;
/** How often a word is none that is met everywhere. */
const RARE = 0.15;

/** Sentences of a language as people write to a help desk: of its common words as they follow each other, with some rare ones. */
export function sentences(lang: SaidLang): Sentences {
	const words = wordsOf(lang === 'zh-Hant' ? 'zh-Hans' : lang);
	const random = seeded(lang.length * 31 + lang.charCodeAt(lang.length - 1));
	const made = Array.from({ length: DIFFERENT }, () => {
		const said: string[] = [];
		for (let left = between(random, 3, 12); left > 0; left--)
			said.push(random() < RARE ? words.rare(random) : words.common(random, said.at(-1)));
		const text = said.join(words.gap);
		return { text, terms: termsOf(text, lang) };
	});
	return (drawn) => pick(drawn, made);
}
