import { redirect } from '@sveltejs/kit';
import { ANONYMOUS } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { listTranslations } from '#modules/knowledge/index.ts';
import type { PageServerLoad } from './$types';

/** Without a language: into the console's own where the article has it, else its source. */
export const load: PageServerLoad = async ({ locals: { app, member, lang }, params: { article }, parent }) => {
	await parent();
	if (!isId(article)) throw problem('not_found');
	const site_lang = app.settings.get(defaultLang);
	const { items } = await listTranslations(app.database.db, member?.actor ?? ANONYMOUS, {
		article_id: article,
		site_lang,
	});
	const best = items.find((item) => item.lang === lang) ?? items.find(({ is_source }) => is_source) ?? items[0];
	if (!best) throw problem('not_found');
	redirect(307, `/console/articles/${article}/${best.lang}`);
};
