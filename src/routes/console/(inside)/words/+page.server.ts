import { ANONYMOUS } from '#core/access.ts';
import { offeredLangs } from '#core/brand.ts';
import { baseLang } from '#core/text/languages.ts';
import { listWords } from '#modules/knowledge/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const langs = [...new Set(app.settings.get(offeredLangs).map(baseLang))];
	const lang = langs.find((one) => one === url.searchParams.get('lang')) ?? langs[0] ?? 'en';
	const words = await listWords(app.database.db, actor, { lang });
	return {
		langs,
		lang,
		words: words.map(({ id, kind, phrase, means, both }) => ({ id, kind, phrase, means, both })),
	};
};
