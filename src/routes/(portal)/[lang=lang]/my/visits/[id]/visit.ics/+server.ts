import { brandName } from '#core/brand.ts';
import { writeCalendar } from '#core/calendar/write-ics.ts';
import { problem } from '#core/errors.ts';
import { describeVisit, visitEntry } from '#modules/bookings/index.ts';
import type { RequestHandler } from './$types';

/** The visit as a file for the calendar of whoever it is for: the same entry as the one in their mail. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { app, lang, say } = locals;
	const looking = { db: app.database.db, actor: await locals.visitor(), now: app.clock(), say: app.say, lang };
	const visit = await describeVisit(looking, params.id);
	if (visit.state === 'held') throw problem('not_found');
	const entry = visitEntry({
		...visit,
		changed_at: visit.updated_at,
		brand: app.settings.get(brandName),
		facts: [
			[say('mail_visit_where', {}), visit.address],
			[say('mail_visit_number', {}), visit.code],
		],
		cancelled: visit.state === 'cancelled',
	});
	return new Response(writeCalendar([entry]), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="visit.ics"',
			'cache-control': 'private, no-store',
		},
	});
};
