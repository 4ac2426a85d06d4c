import type { Texts, UiLang } from './say.ts';

const LOADERS: Record<UiLang, () => Promise<Texts>> = {
	en: () => import('./paraglide/messages/en.js'),
	'zh-Hans': () => import('./paraglide/messages/zh-Hans.js'),
	'zh-Hant': () => import('./paraglide/messages/zh-Hant.js'),
	vi: () => import('./paraglide/messages/vi.js'),
	th: () => import('./paraglide/messages/th.js'),
};

/** The texts of one language: a browser need not hold them all. */
export const loadTexts = (lang: UiLang): Promise<Texts> => LOADERS[lang]();
