import { articleHref } from '#ui/addresses.ts';
import { articlePage, openArticle } from '../../../../door/article.ts';
import { rateFromForm } from '../../../../door/rate.ts';
import { sameForAll } from '../../../../door/reader.ts';
import type { Actions, PageServerLoad } from './$types';

/** While the index is built, neighbours stand in for related articles, in pages that are kept for so long. */
const MINUTE = 60;

export const load: PageServerLoad = async ({ locals, params, setHeaders, parent, request }) => {
	const kept = locals.app.library.state() === 'ready' ? undefined : MINUTE;
	const page = await articlePage(locals, await openArticle(locals, params.slug));
	const { offered } = await parent();
	if (request.method === 'GET') sameForAll(setHeaders, kept);
	const slugIn = (lang: string) => page.translations.find((each) => each.lang === lang)?.slug ?? page.article.slug;
	return { ...page, languages: offered.map((lang) => ({ lang, href: articleHref(lang, slugIn(lang)) })) };
};

export const actions: Actions = {
	default: async (event) => {
		const { row } = await openArticle(event.locals, event.params.slug);
		return rateFromForm(event, { translation: row.id });
	},
};
