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

const HOME = '/console';
const HERE = 'http://here.invalid';

/** Only within the console, as a browser would read it: an address from outside must not send anybody elsewhere. */
function within(to: string | null): string {
	if (!to || !URL.canParse(to, HERE)) return HOME;
	const { origin, pathname, search } = new URL(to, HERE);
	return origin === HERE && /^\/console(\/|$)/.test(pathname) ? pathname + search : HOME;
}
