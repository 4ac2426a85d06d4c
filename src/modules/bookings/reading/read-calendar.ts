import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { portraitsOf } from '#modules/customers/index.ts';
import { canArrange, canReadBookings } from '../policy.ts';
import { workDays } from '../time/work-days.ts';
import { MOST_ROWS } from '../kinds.ts';
import { type PlannedVisit, visitsBetween } from './list-visits.ts';
import '../tables.ts';

/** A stretch of time, ends not included. */
export type Stretch = { from: Date; until: Date };
export type Row = {
	id: string;
	name: string;
	crew_id: string | null;
	zone: string;
	base: { name: string; lat: number | null; lon: number | null };
	skills: string[];
	/** When they are at work. */
	hours: Stretch[];
	/** Other things they do, as their own calendar has it. */
	busy: Stretch[];
	/** Days unlike their weekday, by their clocks: holidays, absences. */
	exceptions: { day: string; name: string }[];
};
export type CalendarVisit = PlannedVisit & { customer: string | null };
export type CalendarPage = {
	crews: { id: string; name: string; colour: string }[];
	workers: Row[];
	visits: CalendarVisit[];
	/** There are more visits than one look takes in. */
	more: boolean;
};
type Look = { from: Date; until: Date; worker?: string | undefined; crew?: string | undefined };

/** A look holds so many visits at most. */
const MOST_VISITS = 500;

/** Everything the team's calendar shows between two moments: a fixed number of queries, however many people there are. */
export async function readCalendar(db: Db, actor: Actor, look: Look): Promise<CalendarPage> {
	authorise(canReadBookings(actor) || canArrange(actor), actor);
	const found = await visitsBetween(db, actor, { ...look, limit: MOST_VISITS + 1 });
	const visits = found.slice(0, MOST_VISITS);
	const portraits = await portraitsOf(db, [...new Set(visits.map(({ customer_id }) => customer_id))]);
	const crews = db.selectFrom('crews').select(['id', 'name', 'colour']).orderBy('id').limit(MOST_ROWS);
	return {
		crews: await crews.execute(),
		workers: await rowsIn(db, look, new Set(visits.flatMap(({ workers }) => workers.map(({ id }) => id)))),
		visits: visits.map((visit) => {
			const portrait = portraits.get(visit.customer_id);
			return { ...visit, customer: portrait?.name ?? portrait?.email ?? null };
		}),
		more: found.length > visits.length,
	};
}

/** Whoever works, and whoever does not any more but comes to one of the visits. */
async function rowsIn(db: Db, { from, until, worker, crew }: Look, coming: ReadonlySet<string>): Promise<Row[]> {
	const rows = await db
		.selectFrom('workers as w')
		.innerJoin('places as p', 'p.id', 'w.place_id')
		.select(['w.id', 'w.name', 'w.crew_id', 'w.zone', 'w.skills', 'w.week', 'w.exceptions', 'w.active'])
		.select(['p.name as place', 'p.lat', 'p.lon'])
		.$if(worker !== undefined, (query) => query.where('w.id', '=', worker ?? ''))
		.$if(crew !== undefined, (query) => query.where('w.crew_id', '=', crew ?? ''))
		.orderBy('w.id')
		.limit(MOST_ROWS)
		.execute();
	const shown = rows.filter(({ id, active }) => active || coming.has(id));
	const busyOf = await busyBetween(
		db,
		{ from, until },
		shown.map(({ id }) => id),
	);
	return shown.map(({ place, lat, lon, week, exceptions, active: _active, ...row }) => ({
		...row,
		base: { name: place, lat, lon },
		hours: hoursIn({ zone: row.zone, week, exceptions }, { from, until }),
		busy: busyOf(row.id),
		exceptions: exceptions.map(({ day, name }) => ({ day, name })),
	}));
}

const DAY_MS = 86_400_000;

function hoursIn(calendar: Parameters<typeof workDays>[0], { from, until }: Stretch): Stretch[] {
	const days = workDays(calendar, from.getTime() - DAY_MS, until.getTime() + DAY_MS);
	return [...days]
		.flatMap(({ shifts }) => shifts)
		.filter(([opens, closes]) => closes > from.getTime() && opens < until.getTime())
		.map(([opens, closes]) => ({ from: new Date(opens), until: new Date(closes) }));
}

async function busyBetween(db: Db, { from, until }: Stretch, workers: readonly string[]) {
	if (workers.length === 0) return () => [];
	const rows = await db
		.selectFrom('busy_times')
		.select(['worker_id', sql<Date>`lower(span)`.as('from'), sql<Date>`upper(span)`.as('until')])
		.where('worker_id', 'in', [...workers])
		.where(sql<boolean>`span && tstzrange(${from}, ${until})`)
		.orderBy(sql`lower(span)`)
		.execute();
	const groups = Map.groupBy(rows, ({ worker_id }) => worker_id);
	return (id: string) => (groups.get(id) ?? []).map(({ from: since, until: till }) => ({ from: since, until: till }));
}
