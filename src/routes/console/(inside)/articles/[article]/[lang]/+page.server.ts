import { ANONYMOUS, hasScope } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { listTranslations, readWriting } from '#modules/knowledge/index.ts';
import { listMembers } from '#modules/staff/index.ts';
import { hasGuards } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

/** All that an editor shows of one language of an article when it opens. */
export const load: PageServerLoad = async ({ locals: { app, member }, params, parent }) => {
	await parent();
	if (!isId(params.article)) throw problem('not_found');
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const site_lang = app.settings.get(defaultLang);
	const ref = { article_id: params.article, lang: params.lang, site_lang };
	const [writing, translations, members, guarded] = await Promise.all([
		readWriting(db, actor, { ...ref, at: app.clock() }),
		listTranslations(db, actor, ref),
		listMembers(db, actor),
		hasGuards(db),
	]);
	return {
		writing,
		translations: translations.items,
		people: members.map(({ id, name }) => ({ id, name })),
		canWrite: hasScope(actor, 'knowledge:write'),
		guarded,
	};
};
