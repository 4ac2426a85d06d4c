import { articleHref } from '#ui/addresses.ts';
import { articlePage, openArticle } from '../../../../door/article.ts';
import { rateFromForm } from '../../../../door/rate.ts';
import { sameForAll } from '../../../../door/reader.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders, parent, request }) => {
	const page = await articlePage(locals, await openArticle(locals, params.slug));
	const { offered } = await parent();
	if (request.method === 'GET' && locals.app.library.state() === 'ready') sameForAll(setHeaders);
	const slugIn = (lang: string) => page.translations.find((each) => each.lang === lang)?.slug ?? page.article.slug;
	return { ...page, languages: offered.map((lang) => ({ lang, href: articleHref(lang, slugIn(lang)) })) };
};

export const actions: Actions = {
	default: async (event) => {
		const { row } = await openArticle(event.locals, event.params.slug);
		return rateFromForm(event, { translation: row.id });
	},
};
