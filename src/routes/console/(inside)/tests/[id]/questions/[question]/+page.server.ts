import { ANONYMOUS } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { articleTitles, preferenceOf } from '#modules/knowledge/index.ts';
import { explainTest, readSet } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member, lang }, params, parent }) => {
	await parent();
	if (!isId(params.id) || !isId(params.question)) throw problem('not_found');
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const fallback = app.settings.get(defaultLang);
	const set = await readSet(db, actor, params.id);
	const ref = { set_id: params.id, id: params.question };
	const { question, now, articles } = await explainTest({ ...app, fallbackLang: () => fallback }, actor, ref);
	const { text, lang: asked, expected, article_id, question_id } = question;
	return {
		set: { id: set.id, name: set.name },
		question: { text, lang: asked, expected, article_id, question_id },
		titles: await articleTitles(db, article_id ? [article_id] : [], preferenceOf(lang, fallback)),
		explained: { now, articles, changed_since: false },
	};
};
