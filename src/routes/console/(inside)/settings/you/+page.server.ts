import { ANONYMOUS } from '#core/access.ts';
import { listMemberSessions, listPasskeys, ownChoices } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const [sessions, passkeys, { mention_mails }] = await Promise.all([
		listMemberSessions(db, actor, app.clock()),
		listPasskeys(db, actor),
		ownChoices(db, actor),
	]);
	return {
		chosen: member?.lang ?? '',
		two_factor: member?.two_factor ?? false,
		mention_mails,
		passkeys,
		sessions: sessions.map(({ id, ip_address, user_agent, updated_at }) => ({
			id,
			address: ip_address,
			browser: user_agent,
			last_used_at: updated_at,
			isThis: id === member?.session_id,
		})),
	};
};
