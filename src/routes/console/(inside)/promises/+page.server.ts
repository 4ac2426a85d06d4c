import { ANONYMOUS } from '#core/access.ts';
import { allOf } from '#core/all-of.ts';
import { dayIn } from '#core/days.ts';
import { isId } from '#core/ids.ts';
import { timeZone } from '#core/zone.ts';
import { presentPromise } from '#channels/rest/routes/promise-shapes.ts';
import { rangeBefore } from '#modules/analytics/index.ts';
import { listPromises, reportPromises } from '#modules/promises/index.ts';
import { rangeIn } from '../range.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 20;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const now = app.clock();
	const today = dayIn(app.settings.get(timeZone), now);
	const range = rangeIn(url.searchParams, today);
	const unexplained = url.searchParams.has('unexplained');
	const last = url.searchParams.get('before') ?? '';
	const { lang, channel } = range;
	const of = { state: 'broken' as const, lang, channel, unexplained, limit: A_PAGE };
	const { broken, ...read } = await allOf({
		report: reportPromises(db, actor, range),
		before: reportPromises(db, actor, rangeBefore(range)),
		broken: listPromises(db, actor, { ...of, before: isId(last) ? last : undefined }, now),
	});
	return {
		range,
		today,
		unexplained,
		...read,
		broken: broken.map((promise) => ({
			...presentPromise(promise),
			page: app.promiseSubjects[promise.subject_type]?.page(promise.subject_id) ?? null,
		})),
		next: broken.length === A_PAGE ? broken.at(-1)?.id : undefined,
	};
};
