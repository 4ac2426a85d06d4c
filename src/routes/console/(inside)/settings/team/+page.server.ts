import { ANONYMOUS } from '#core/access.ts';
import { listMembers } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, parent }) => {
	await parent();
	const members = await listMembers(app.database.db, member?.actor ?? ANONYMOUS);
	return {
		members: members.map(({ id, name, email, role, two_factor_enabled, joined_at, last_seen_at }) => ({
			id,
			name,
			email,
			role,
			two_factor: two_factor_enabled,
			joined: joined_at !== null,
			last_seen_at,
		})),
	};
};
