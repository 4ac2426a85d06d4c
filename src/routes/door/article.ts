import { redirect } from '@sveltejs/kit';
import { isProblem, problem } from '#core/errors.ts';
import { UI_LANGS, uiLang } from '#core/i18n/say.ts';
import {
	articlesOf,
	excerpt,
	type Labels,
	listCollections,
	readArticle,
	type Reading,
	readableHtml,
	searchArticles,
	tableOfContents,
} from '#modules/knowledge/index.ts';
import { articleHref } from '#ui/addresses.ts';
import { readerOf } from './reader.ts';

const RELATED = 5;

/** The article at an address; leads on to its newest address, and to the reader's language where the article has it. */
export async function openArticle(locals: App.Locals, slug: string, ending = ''): Promise<Reading> {
	const { db, lang, prefer } = readerOf(locals);
	const found = await readArticle(db, slug, prefer);
	if (!found) throw problem('not_found');
	if ('movedTo' in found) redirect(found.forGood ? 301 : 302, articleHref(lang, found.movedTo) + ending);
	return found;
}

/** Everything an article's page shows. */
export async function articlePage(locals: App.Locals, reading: Reading) {
	const { db, lang, prefer } = readerOf(locals);
	const { row } = reading;
	const [html, collections, related] = await Promise.all([
		readableHtml(db, row.body, { lang: row.lang, pageLang: lang, labels: labelsOf(locals), prefer }),
		listCollections(db, prefer),
		relatedTo(locals, reading),
	]);
	return {
		article: {
			id: row.id,
			article_id: row.article_id,
			lang: row.lang,
			slug: row.slug,
			title: row.title,
			checked_at: row.checked_at,
			updated_at: row.updated_at,
			published_at: row.published_at,
		},
		html,
		summary: excerpt(row.body),
		contents: tableOfContents(row.body),
		path: reading.path.flatMap((id) => collections.find((each) => each.external_id === id) ?? []),
		attachments: reading.attachments,
		related,
		translations: reading.languages.filter(({ lang: other }) => UI_LANGS.some((known) => known === other)),
		/** An article in a language we have no pages in is at home among those of the nearest. */
		home: uiLang(row.lang),
	};
}

export function labelsOf({ say }: App.Locals): Labels {
	return {
		note: say('site_callout_note'),
		tip: say('site_callout_tip'),
		warning: say('site_callout_warning'),
		danger: say('site_callout_danger'),
		table: say('site_table'),
		captions: say('site_captions'),
	};
}

/** Articles on the same words; while the index is being built, its neighbours in the collection. */
async function relatedTo(locals: App.Locals, { row, path }: Reading) {
	const { db, lang, fallbackLang, prefer } = readerOf(locals);
	const similar = () => searchArticles(locals.app.library, { q: row.title, lang, fallbackLang, limit: RELATED + 1 });
	const found = await similar().then(
		({ results }) => results,
		async (error: unknown) => {
			if (!isProblem(error)) throw error;
			return articlesOf(db, path.at(-1) ?? '', prefer, RELATED + 1);
		},
	);
	return found
		.filter(({ article_id }) => article_id !== row.article_id)
		.slice(0, RELATED)
		.map(({ lang: shown, slug, title }) => ({ lang: shown, slug, title }));
}
