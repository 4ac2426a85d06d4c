import { redirect } from '@sveltejs/kit';
import { brandName } from '#core/brand.ts';
import { oidcOf } from '#modules/staff/index.ts';
import type { LayoutServerLoad } from './$types';

/** Everything behind this needs somebody from the team. */
export const load: LayoutServerLoad = ({ locals, url, untrack }) => {
	const { member, app } = locals;
	const here = untrack(() => url.pathname + url.search);
	if (!member) redirect(303, `/console/sign-in?to=${encodeURIComponent(here)}`);
	const { actor, name, email, role } = member;
	return {
		member: { id: actor.id, name, email, role },
		scopes: actor.scopes,
		oidc: oidcOf(app.settings)?.name,
		site: app.settings.get(brandName),
	};
};
