import { ANONYMOUS } from '#core/access.ts';
import { presentTransfer } from '#channels/rest/routes/transfers.ts';
import { listJobs } from '#modules/knowledge/index.ts';
import { memberNames } from '#modules/staff/index.ts';
import { isId } from '#core/ids.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 20;

export const load: PageServerLoad = async ({ locals: { app, member }, parent, depends }) => {
	depends('console:transfers');
	await parent();
	const { db } = app.database;
	const jobs = await listJobs(db, member?.actor ?? ANONYMOUS, { limit: A_PAGE });
	const people = [...new Set(jobs.map(({ actor }) => actor.id))].filter(isId);
	return { transfers: jobs.map(presentTransfer), names: Object.fromEntries(await memberNames(db, people)) };
};
