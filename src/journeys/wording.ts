import { fill, type MessageKey, type Say, uiLang } from '#core/i18n/say.ts';
import { canonicalLang } from '#core/text/languages.ts';

export type Args = Readonly<Record<string, string | number>>;

/** What people read: a text of the program, or texts by language where a service was not written with it. */
export type Wording = MessageKey | Readonly<Record<string, string>> | Reworded;

/** In the owner's own words, in the languages in which there are some. */
export type Reworded = { of: MessageKey | Readonly<Record<string, string>>; own: Readonly<Record<string, string>> };

const isReworded = (words: Wording): words is Reworded => typeof words === 'object' && typeof words.own === 'object';

/** The same in other words, which go first in the languages in which there are some. */
export const reworded = (words: Wording, own: Readonly<Record<string, string>>): Wording =>
	isReworded(words) ? { of: words.of, own: { ...words.own, ...own } } : { of: words, own };

/** A wording with its values. */
export type Words = { words: Wording; args?: Args };

/** In the language asked for, or the nearest there is. */
export function inWords(say: Say, { words, args = {} }: Words, lang: string): string {
	if (isReworded(words)) {
		const own = words.own[uiLang(lang)];
		return own ? fill(own, args) : inWords(say, { words: words.of, args }, lang);
	}
	// Which values a text takes was checked where its key was written.
	if (typeof words === 'string')
		return (say as (key: MessageKey, args: Args, lang: string) => string)(words, args, lang);
	const tag = canonicalLang(lang);
	const nearest = Object.keys(words).find((known) => known.split('-')[0] === tag.split('-')[0]);
	const text = words[tag] ?? words[nearest ?? 'en'] ?? Object.values(words)[0] ?? '';
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
