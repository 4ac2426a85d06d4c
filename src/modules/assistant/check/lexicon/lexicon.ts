import { baseLang } from '#core/text/languages.ts';
import type { Lexicon } from '../types.ts';
import { en } from './en.ts';
import { th } from './th.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

const LEXICONS: Readonly<Record<string, Lexicon>> = { en, th, vi, zh };

/** What is known of a language; nothing for most. */
export function lexiconFor(lang: string): Lexicon | undefined {
	return LEXICONS[baseLang(lang)];
}
