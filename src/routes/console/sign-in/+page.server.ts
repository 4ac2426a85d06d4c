import { redirect } from '@sveltejs/kit';
import { joinedOwners, oidcOf } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, url }) => {
	const to = within(url.searchParams.get('to'));
	if (member) redirect(303, to);
	const owners = await joinedOwners(app.database.db);
	return {
		to,
		oidc: oidcOf(app.settings)?.name,
		refused: url.searchParams.has('refused'),
		isNew: owners.length === 0,
	};
};

/** Only within the console: an address from outside must not send anybody elsewhere. */
const within = (to: string | null): string => (to && /^\/console(\/[\w./?=&%~-]*)?$/.test(to) ? to : '/console');
