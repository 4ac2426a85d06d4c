import { offeredLangs } from '#core/brand.ts';
import { uiLang } from '#core/i18n/say.ts';
import { countPublished, listCollections, sitemapPart, withinLang } from '#modules/knowledge/index.ts';
import { xml } from './xml.ts';

/** Sitemaps may have 50,000 addresses each (https://www.sitemaps.org/protocol.html). */
const MOST = 50_000;
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** One sitemap, or the list of its parts when there is more than fits into one. */
export async function sitemap(locals: App.Locals, origin: string, most = MOST): Promise<string> {
	const places = await placesOf(locals);
	const articles = await countPublished(locals.app.database.db);
	if (places.length + articles <= most) return urlset(origin, [...places, ...(await articlesOf(locals, 0, most))]);
	const parts = ['places', ...Array.from({ length: Math.ceil(articles / most) }, (_, part) => String(part))];
	return `<sitemapindex ${NAMESPACE}>${parts.map((part) => `<sitemap><loc>${xml(`${origin}/sitemap-${part}.xml`)}</loc></sitemap>`).join('\n')}</sitemapindex>`;
}

/** A part by the name it has in the list; nothing for a name that is not in it. */
export async function sitemapByName(
	locals: App.Locals,
	origin: string,
	name: string,
	most = MOST,
): Promise<string | undefined> {
	if (name === 'places') return urlset(origin, await placesOf(locals));
	if (!/^\d{1,4}$/.test(name)) return undefined;
	const entries = await articlesOf(locals, Number(name), most);
	return entries.length > 0 ? urlset(origin, entries) : undefined;
}

type Entry = { path: string; at?: Date };

async function articlesOf(locals: App.Locals, part: number, size: number): Promise<Entry[]> {
	const rows = await sitemapPart(locals.app.database.db, part, size);
	return rows.map(({ path, lang, updated_at }) => ({ path: withinLang(path, uiLang(lang)), at: updated_at }));
}

async function placesOf(locals: App.Locals): Promise<Entry[]> {
	const { database, settings } = locals.app;
	const collections = await listCollections(database.db, []);
	const filled = collections.filter(({ articles }) => articles > 0);
	const paths = settings
		.get(offeredLangs)
		.map((lang) => [
			`/${lang}`,
			...filled.map((each) => `/${lang}/collections/${encodeURIComponent(each.external_id)}`),
		]);
	return paths.flat().map((path) => ({ path }));
}

function urlset(origin: string, entries: Entry[]): string {
	const urls = entries.map(
		({ path, at }) =>
			`<url><loc>${xml(origin + path)}</loc>${at ? `<lastmod>${at.toISOString()}</lastmod>` : ''}</url>`,
	);
	return `<urlset ${NAMESPACE}>${urls.join('\n')}</urlset>`;
}
