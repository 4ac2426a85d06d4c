import { isCounted } from '#modules/analytics/index.ts';
import { searchArticles } from '#modules/knowledge/index.ts';
import { readerOf } from '../../../door/reader.ts';
import type { PageServerLoad } from './$types';

/** Whoever has not found it among so many asks better, or asks people. */
const SHOWN = 12;

export const load: PageServerLoad = async ({ locals, url, request, getClientAddress }) => {
	const q = (url.searchParams.get('q') ?? '').trim();
	const { lang, fallbackLang } = readerOf(locals);
	const { results } = q
		? await searchArticles(locals.app.library, { q, lang, fallbackLang, limit: SHOWN })
		: { results: [] };
	if (isCounted(Object.fromEntries(request.headers)))
		locals.app.tally.search({ words: q, lang, channel: 'web', found: results.length }, getClientAddress());
	return { ownAskBox: true, q, results, more: results.length === SHOWN };
};
