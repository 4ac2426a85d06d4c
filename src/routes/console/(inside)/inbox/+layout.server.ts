import { ANONYMOUS, authorise, hasScope } from '#core/access.ts';
import { offeredLangs } from '#core/brand.ts';
import { chatModel } from '#core/model.ts';
import { listColleagues, listInboxViews, listMacros, listTags, listTeams } from '#modules/inbox/index.ts';
import { listMembers } from '#modules/staff/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { app, member }, parent, url }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	authorise(hasScope(actor, 'conversations:read'), actor);
	const people = await listMembers(app.database.db, actor);
	return {
		whole: true,
		arranged: {
			tags: await listTags(app.database.db, actor),
			teams: await listTeams(app.database.db, actor),
			views: await listInboxViews(app.database.db, actor),
			macros: await listMacros(app.database.db, actor),
			answering: await listColleagues(app.database.db, actor),
		},
		site: app.origin(url.origin),
		translates: chatModel(app.settings) !== undefined,
		langs: app.settings.get(offeredLangs),
		people: people.filter(({ joined_at }) => joined_at !== null).map(({ id, name }) => ({ id, name })),
	};
};
