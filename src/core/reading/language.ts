import { baseLang } from '#core/text/languages.ts';

/** The languages whose words are known; digits and symbols are read in every one. */
export type Language = 'en' | 'zh' | 'vi' | 'th';

const KNOWN: Record<string, Language> = { en: 'en', zh: 'zh', yue: 'zh', vi: 'vi', th: 'th' };

/** What a text is read as: English where its language has no tables. */
export const languageOf = (lang: string): Language => KNOWN[baseLang(lang).toLowerCase()] ?? 'en';

/** Words stand apart by spaces, so that a word in the middle of another is none. */
export const isSpaced = (language: Language): boolean => language === 'en' || language === 'vi';
