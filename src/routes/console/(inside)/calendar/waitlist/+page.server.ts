import { presentWaiting } from '#channels/rest/routes/waitlist.ts';
import { ANONYMOUS } from '#core/access.ts';
import { describeWaiting, listWaiting } from '#modules/bookings/index.ts';
import type { PageServerLoad } from './$types';

const MOST = 200;

export const load: PageServerLoad = async ({ locals: { app, member, lang }, parent }) => {
	await parent();
	const { db } = app.database;
	const rows = await listWaiting(db, member?.actor ?? ANONYMOUS, { limit: MOST });
	const waiting = await describeWaiting({ db, say: app.say, lang }, rows);
	return { waiting: waiting.map(presentWaiting), more: rows.length === MOST };
};
