import { authorise, hasScope } from '#core/access.ts';
import { companyOf, embedOf, hasDemo, languagesOf, mailOf, setUpOf } from '../../../door/settings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, parent }) => {
	await parent();
	if (member) authorise(hasScope(member.actor, 'settings:write'), member.actor);
	return {
		company: companyOf(app),
		languages: languagesOf(app),
		mail: mailOf(app),
		embed: await embedOf(app),
		hasDemo: hasDemo(app),
		steps: setUpOf(app),
	};
};
