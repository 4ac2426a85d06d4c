import { ANONYMOUS } from '#core/access.ts';
import { listKeys } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member }, parent }) => {
	await parent();
	return { keys: await listKeys(app.database.db, member?.actor ?? ANONYMOUS) };
};
