import { AROUND_THE_CLOCK, type Calendar } from '#core/calendar/calendar.ts';
import type { Db } from '#core/db.ts';
import { timeZone } from '#core/zone.ts';
import '../tables.ts';

/** Hours under which a promise is made: null terms are around the clock. */
export type Terms = { terms_id: string | null; zone: string; calendar: Calendar };

/** The hours of a calendar as they read now. */
export async function currentTerms(db: Db, calendarId: string | null): Promise<Terms> {
	if (calendarId === null) return { terms_id: null, zone: AROUND_THE_CLOCK.zone, calendar: AROUND_THE_CLOCK };
	const row = await db
		.selectFrom('calendar_terms as t')
		.innerJoin('calendars as c', 'c.terms_id', 't.id')
		.select(['t.id', 't.week', 't.exceptions', 'c.zone'])
		.where('c.id', '=', calendarId)
		.executeTakeFirstOrThrow();
	const zone = row.zone ?? (await businessZone(db));
	return { terms_id: row.id, zone, calendar: { zone, week: row.week, exceptions: row.exceptions } };
}

type Bound = { terms_id: string | null; zone: string };

/** The calendars that promises were made under. */
export async function calendarsOf(db: Db, promises: readonly Bound[]): Promise<(promise: Bound) => Calendar> {
	const ids = [...new Set(promises.flatMap(({ terms_id }) => terms_id ?? []))];
	const hours = await hoursOf(db, ids);
	return ({ terms_id, zone }) => {
		const found = hours.get(terms_id ?? '');
		return found ? { zone, ...found } : AROUND_THE_CLOCK;
	};
}

type Hours = Pick<Calendar, 'week' | 'exceptions'>;

/** Terms never change, and every look at a conversation asks for the same few: a process remembers them. */
const remembered = new Map<string, Hours>();
const MOST_REMEMBERED = 500;

async function hoursOf(db: Db, ids: readonly string[]): Promise<Map<string, Hours>> {
	const known = ids.flatMap((id) => {
		const hours = remembered.get(id);
		return hours ? [[id, hours] as const] : [];
	});
	if (known.length === ids.length) return new Map(known);
	const rows = await db
		.selectFrom('calendar_terms')
		.select(['id', 'week', 'exceptions'])
		.where('id', 'in', ids)
		.execute();
	if (remembered.size > MOST_REMEMBERED) remembered.clear();
	for (const { id, ...hours } of rows) remembered.set(id, hours);
	return new Map(rows.map(({ id, ...hours }) => [id, hours]));
}

/** As it is stored now: what is promised must not depend on what a process remembers. */
export async function businessZone(db: Db): Promise<string> {
	const row = await db.selectFrom('settings').select('value').where('key', '=', timeZone.key).executeTakeFirst();
	const parsed = timeZone.schema.safeParse(row?.value);
	return parsed.success ? parsed.data : timeZone.fallback;
}
