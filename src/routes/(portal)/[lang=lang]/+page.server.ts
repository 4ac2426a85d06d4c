import { mostAsked } from '#modules/assistant/index.ts';
import { articleCards, listCollections, recentArticles } from '#modules/knowledge/index.ts';
import { servicesIn } from '../../door/services.ts';
import { readerOf, sameForAll } from '../../door/reader.ts';
import type { PageServerLoad } from './$types';

const MONTH_MS = 30 * 86_400_000;
const SHOWN = 6;
/** Once or twice is chance. */
const FEWEST_ASKED = 3;
/** Fewer are no list of what people ask, but what somebody asked. */
const FEWEST_POPULAR = 3;
/** What is asked most changes without any change of content. */
const HOUR = 3_600;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	const { db, lang, prefer } = readerOf(locals);
	const since = new Date(locals.app.clock().getTime() - MONTH_MS);
	const [collections, recent, asked] = await Promise.all([
		listCollections(db, prefer),
		recentArticles(db, prefer, SHOWN),
		mostAsked(db, { lang, since, atLeast: FEWEST_ASKED, limit: SHOWN }),
	]);
	const popular = await articleCards(db, asked, prefer);
	sameForAll(setHeaders, HOUR);
	return {
		ownAskBox: true,
		services: servicesIn(locals),
		collections,
		recent,
		popular: popular.length < FEWEST_POPULAR ? [] : popular,
	};
};
