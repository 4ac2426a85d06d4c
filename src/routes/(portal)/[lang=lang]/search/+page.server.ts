import { searchArticles } from '#modules/knowledge/index.ts';
import { readerOf } from '../../../door/reader.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').trim();
	const { lang, fallbackLang } = readerOf(locals);
	const { results } = q
		? await searchArticles(locals.app.library, { q, lang, fallbackLang, limit: SHOWN })
		: { results: [] };
	return { q, results };
};
