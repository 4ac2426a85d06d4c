import { ANONYMOUS } from '#core/access.ts';
import { isId } from '#core/ids.ts';
import { presentSet } from '#channels/rest/routes/test-sets.ts';
import { listSets } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent, depends }) => {
	depends('console:tests');
	await parent();
	const last = url.searchParams.get('before') ?? '';
	const page = { before: isId(last) ? last : undefined, limit: A_PAGE };
	const sets = await listSets(app.database.db, member?.actor ?? ANONYMOUS, page);
	return { sets: sets.map(presentSet), next: sets.length === A_PAGE ? sets.at(-1)?.id : undefined };
};
