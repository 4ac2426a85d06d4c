import { ANONYMOUS, hasScope } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { listCollections, listTranslations, preferenceOf, readWriting } from '#modules/knowledge/index.ts';
import { listMembers } from '#modules/staff/index.ts';
import { hasGuards } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

/** All that an editor shows of one language of an article when it opens. */
export const load: PageServerLoad = async ({ locals: { app, member, lang }, params, parent }) => {
	await parent();
	if (!isId(params.article)) throw problem('not_found');
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const site_lang = app.settings.get(defaultLang);
	const ref = { article_id: params.article, lang: params.lang, site_lang };
	const [writing, translations, members, collections, guarded] = await Promise.all([
		readWriting(db, actor, { ...ref, at: app.clock() }),
		listTranslations(db, actor, ref),
		listMembers(db, actor),
		listCollections(db, preferenceOf(lang, site_lang)),
		hasGuards(db),
	]);
	return {
		writing,
		translations: translations.items,
		sourceLang: translations.source_lang,
		people: members.map(({ id, name }) => ({ id, name })),
		collections: collections.map(({ external_id, title, parent: within }) => ({ external_id, title, within })),
		canWrite: hasScope(actor, 'knowledge:write'),
		guarded,
	};
};
