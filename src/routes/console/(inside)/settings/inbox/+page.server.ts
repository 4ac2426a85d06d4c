import { ANONYMOUS, authorise, hasScope } from '#core/access.ts';
import { offeredLangs } from '#core/brand.ts';
import {
	inboxAssignment,
	inboxAwayMinutes,
	bodyIn,
	listCannedReplies,
	listColleagues,
	listInboxViews,
	listMacros,
	listTags,
	listTeams,
} from '#modules/inbox/index.ts';
import type { PageServerLoad } from './$types';

/** Everybody who reads the inbox finds their own part here; what holds for all only those who may change it. */
export const load: PageServerLoad = async ({ locals, parent }) => {
	const { app, member } = locals;
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	authorise(hasScope(actor, 'conversations:read'), actor);
	const { db } = app.database;
	const sharing = { rule: app.settings.get(inboxAssignment), minutes: app.settings.get(inboxAwayMinutes) };
	return {
		tags: await listTags(db, actor),
		teams: await listTeams(db, actor),
		views: await listInboxViews(db, actor),
		answering: (await listColleagues(db, actor)).map(({ id, name, available, capacity, langs, load: open }) => ({
			id,
			name,
			available,
			capacity,
			langs,
			load: open,
		})),
		macros: await listMacros(db, actor),
		replies: (await listCannedReplies(db, actor)).map(({ id, title, shortcut, folder, bodies, is_shared }) => ({
			id,
			title,
			shortcut,
			folder,
			bodies,
			is_shared,
			text: bodyIn(bodies, locals.lang),
		})),
		langs: app.settings.get(offeredLangs),
		sharing: hasScope(actor, 'settings:write') ? sharing : null,
	};
};
