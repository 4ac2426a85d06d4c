import { defaultLang } from '#core/brand.ts';
import { preferenceOf } from '#modules/knowledge/index.ts';

/** What reads of knowledge need to know of whoever looks at a page. */
export function readerOf({ app, lang }: App.Locals) {
	const fallbackLang = app.settings.get(defaultLang);
	return { db: app.database.db, lang, fallbackLang, prefer: preferenceOf(lang, fallbackLang) };
}

/** Pages that are the same for everybody may be kept by the page cache (server/page-cache.ts): until something changes, or for so many seconds. */
export function sameForAll(setHeaders: (headers: Record<string, string>) => void, seconds?: number): void {
	setHeaders({ 'x-saunders-same-for-all': seconds ? String(seconds) : 'until-changed' });
}
