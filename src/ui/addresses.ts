import type { UiLang } from '#core/i18n/say.ts';

/** The page at `path`, which begins with a language, among the pages of another. */
export const hrefIn = (lang: UiLang, path: string) => path.replace(/^\/[^/?#]+/, `/${lang}`);

/** Where each language shows the page at `path`. */
export function languagesOf(offered: readonly UiLang[], path: string): { lang: UiLang; href: string }[] {
	return offered.map((lang) => ({ lang, href: hrefIn(lang, path) }));
}

/** A path of this site, or nothing: a link that leads out must not look as if it came from us. */
export function localPath(path: string | null): string | undefined {
	if (!path || !path.startsWith('/')) return undefined;
	// Browsers read a backslash as a slash, so `/\evil.example` is another host: ask the parser they share.
	const url = URL.canParse(path, 'http://local.invalid') ? new URL(path, 'http://local.invalid') : undefined;
	return url?.host === 'local.invalid' ? url.pathname + url.search + url.hash : undefined;
}

/** An article, whatever its language, among the pages of the reader's. */
export const articleHref = (lang: UiLang, slug: string) => `/${lang}/articles/${encodeURIComponent(slug)}`;

/** With what a customer comes to people: a question of theirs, an article they read, words they searched for. */
export type Came = { question?: string; article?: string; q?: string };

/** The contact form, told what the customer came with. */
export const contactHref = (lang: UiLang, came: Came): string => `/${lang}/contact${queryOf(came)}`;

/** The chat, told the same. */
export const chatHref = (lang: UiLang, came: Came): string => `/${lang}/chat${queryOf(came)}`;

function queryOf(came: Came): string {
	const query = new URLSearchParams(Object.entries(came).filter(([, value]) => value)).toString();
	return query && `?${query}`;
}
