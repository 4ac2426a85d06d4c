import { sql } from 'kysely';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Db } from '#core/db.ts';
import { MOST_TYPES_TOGETHER, type Site, type Spot, type Terms } from '../kinds.ts';
import { storedTravelTerms, travelTermsIn } from '../settings.ts';
import '../tables.ts';
import type { Busy, Forces, Unit } from './availability.ts';
import { isKnown, straightLine } from './travel.ts';

export type Looking = {
	terms: Pick<Terms, 'skills' | 'resource_kinds'>;
	site: Site;
	from: Date;
	until: Date;
	now: Date;
	/** A visit that is to be moved is in nobody's way. */
	leaveOut?: string | undefined;
	/** These workers and no others. */
	workers?: readonly string[] | undefined;
	/** Also who lacks a skill, works by other clocks or does not work any more. */
	anybody?: boolean | undefined;
};

const DAY_MS = 86_400_000;
/** A day begins with its first visit, and ends with its last: both sides of what is looked for are needed. */
const AROUND_MS = 2 * DAY_MS;
/** Several types in one visit, each of a day, and as long before and after: what ends later has not begun. The index is by the end. */
const LONGEST_VISIT_MS = (MOST_TYPES_TOGETHER + 2) * DAY_MS;

/** Whoever could come, and what could be needed there, with what they have to do about that time. */
export async function loadForces(db: Db, looking: Looking): Promise<Forces> {
	const { people, travel } = await loadPeople(db, looking);
	return { people, units: await loadUnits(db, looking), travel };
}

/** How far it is to a site that nobody can find on a map is not known: only who works by its clocks is sent there. */
async function loadPeople(db: Db, looking: Looking): Promise<Pick<Forces, 'people' | 'travel'>> {
	const { terms, site, workers, anybody = false } = looking;
	const rows = await db
		.selectFrom('workers as o')
		.innerJoin('places as p', 'p.id', 'o.place_id')
		.leftJoin(busyOf('worker', looking).as('b'), 'b.id', 'o.id')
		.select(['o.id', 'o.crew_id', 'p.lat', 'p.lon', 'b.busy', storedTravelTerms.as('road')])
		.select(
			sql<string>`json_build_object('zone', o.zone, 'week', o.week, 'exceptions', o.exceptions)::text`.as('calendar'),
		)
		.$if(!anybody, (query) => query.where('o.active', '=', true))
		.$if(!anybody, (query) => query.where(sql<boolean>`o.skills @> ${terms.skills}::text[]`))
		.$if(!anybody && !isKnown(site), (query) => query.where('o.zone', '=', site.zone))
		.$if(workers !== undefined, (query) => query.where('o.id', 'in', [...(workers ?? [])]))
		.execute();
	const calendarOf = reader<Calendar>();
	const people = rows.map(({ id, crew_id, calendar, lat, lon, busy }) => ({
		id,
		crew_id,
		calendar: calendarOf(calendar),
		base: { lat, lon },
		busy: busyIn(busy),
	}));
	return { people, travel: straightLine(travelTermsIn(rows[0]?.road)) };
}

/** The same text is the same object: many have the same hours, which are then worked out once. */
function reader<T>(): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		const found = known.get(text) ?? (JSON.parse(text) as T);
		known.set(text, found);
		return found;
	};
}

async function loadUnits(db: Db, looking: Looking): Promise<Unit[]> {
	const kinds = looking.terms.resource_kinds;
	if (kinds.length === 0) return [];
	const rows = await db
		.selectFrom('resources as o')
		.leftJoin(busyOf('resource', looking).as('b'), 'b.id', 'o.id')
		.select(['o.id', 'o.kind', 'b.busy'])
		.where('o.active', '=', true)
		.where('o.kind', 'in', kinds)
		.orderBy('o.id')
		.execute();
	return rows.map(({ id, kind, busy }) => ({ id, kind, busy: busyIn(busy) }));
}

/** All that each of them has to do, in one text: thousands of rows cost more to read than to gather. A hold that has run out is nothing. */
function busyOf(whose: 'worker' | 'resource', { from, until, now, leaveOut }: Looking) {
	const [since, before] = [new Date(from.getTime() - AROUND_MS), new Date(until.getTime() + AROUND_MS)];
	const lastEnd = new Date(before.getTime() + LONGEST_VISIT_MS);
	const owner = sql.ref(`${whose}_id`);
	return sql<{ id: string; busy: string }>`(
		select id, string_agg(brief, ',') as busy
		from (
			select t.${owner} as id, t.brief from ${sql.table(`visit_${whose}s`)} t
			where upper(t.span) between ${since} and ${lastEnd} and lower(t.span) < ${before} and t.visit_id is distinct from ${leaveOut ?? null}
				and not exists (select from visits v where v.id = t.visit_id and v.state = 'held' and v.held_until <= ${now})
			union all
			select b.${owner}, json_build_array(date_part('epoch', lower(b.span)), date_part('epoch', upper(b.span)), null, null)::text
			from busy_times b
			where b.${owner} is not null and upper(b.span) > ${since} and lower(b.span) < ${before}
		) as briefs
		group by id
	)`;
}

/** As `brief` in the rows: seconds of the beginning and the end, then where. */
type Brief = [from: number, until: number, lat: number | null, lon: number | null];

export const briefOf = (from: Date, until: Date, { lat, lon }: Spot): string =>
	JSON.stringify([from.getTime() / 1_000, until.getTime() / 1_000, lat, lon] satisfies Brief);

function busyIn(briefs: string | null): Busy[] {
	const all = JSON.parse(`[${briefs ?? ''}]`) as Brief[];
	const busy = all.map(([from, until, lat, lon]) => ({ from: from * 1_000, until: until * 1_000, at: { lat, lon } }));
	return busy.toSorted((a, b) => a.from - b.from);
}
