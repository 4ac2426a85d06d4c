import { problem } from '#core/errors.ts';
import { brandName } from '#core/brand.ts';
import { articlesIn, listCollections, readableHtml } from '#modules/knowledge/index.ts';
import { articleHref } from '#ui/addresses.ts';
import { labelsOf } from './article.ts';
import { readerOf } from './reader.ts';
import { xml } from './xml.ts';

const NEWEST = 30;

/** RSS 2.0 of the newest articles of a collection, or of `all`, in the language of the page. */
export async function feedOf(locals: App.Locals, origin: string, collection: string): Promise<string> {
	const { db, lang, prefer } = readerOf(locals);
	const all = collection === 'all';
	const found = all
		? undefined
		: (await listCollections(db, prefer)).find(({ external_id }) => external_id === collection);
	if (!all && !found) throw problem('not_found');
	const site = locals.app.settings.get(brandName);
	const home = `${origin}/${lang}${found ? `/collections/${encodeURIComponent(collection)}` : ''}`;
	const articles = await articlesIn(db, { lang, limit: NEWEST, ...(found && { collection }) });
	const items = await Promise.all(articles.map((article) => itemOf(locals, origin, article)));
	const title = found ? `${found.title} – ${site}` : site;
	return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xml(title)}</title><link>${xml(home)}</link><description>${xml(found?.description || title)}</description><language>${lang}</language>
<atom:link href="${xml(`${origin}/${lang}/feeds/${encodeURIComponent(collection)}.xml`)}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel></rss>`;
}

type Item = Awaited<ReturnType<typeof articlesIn>>[number];

async function itemOf(
	locals: App.Locals,
	origin: string,
	{ id, lang, slug, title, body, updated_at }: Item,
): Promise<string> {
	const { db, lang: pageLang, prefer } = readerOf(locals);
	const link = origin + articleHref(pageLang, slug);
	const html = await readableHtml(db, body, { lang, pageLang, labels: labelsOf(locals), prefer, base: link });
	return `<item><title>${xml(title)}</title><link>${xml(link)}</link><guid isPermaLink="false">${id}</guid><pubDate>${updated_at.toUTCString()}</pubDate><description>${xml(html)}</description></item>`;
}
