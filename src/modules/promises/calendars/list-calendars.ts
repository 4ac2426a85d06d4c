import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { MOST_CALENDARS } from '../kinds.ts';
import { canReadPromises } from '../policy.ts';
import '../tables.ts';

/** All calendars with their hours, in the order in which they were made. */
export async function listCalendars(db: Db, actor: Actor) {
	authorise(canReadPromises(actor), actor);
	return calendars(db).orderBy('c.id').limit(MOST_CALENDARS).execute();
}

/** One of them. Throws `not_found`. */
export async function readCalendar(db: Db, actor: Actor, id: string): Promise<ListedCalendar> {
	authorise(canReadPromises(actor), actor);
	const row = await calendars(db).where('c.id', '=', id).executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such calendar.' });
	return row;
}

export type ListedCalendar = Awaited<ReturnType<typeof listCalendars>>[number];

const calendars = (db: Db) =>
	db
		.selectFrom('calendars as c')
		.innerJoin('calendar_terms as t', 't.id', 'c.terms_id')
		.select(['c.id', 'c.name', 'c.zone', 't.week', 't.exceptions'])
		.where('c.removed_at', 'is', null);
