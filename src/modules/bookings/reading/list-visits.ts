import { sql } from 'kysely';
import { type Actor, authorise, customersOf, openedTo } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import { inWords } from '#journeys/wording.ts';
import type { Rated, VisitState, Wording } from '../kinds.ts';
import { canArrange, canReadBookings } from '../policy.ts';
import { seenVisit, type VisitRow } from '../visits/lock-visit.ts';
import '../tables.ts';

/** One service of a visit; its names as they are now. */
export type Item = { visit_type_id: string; code: string; names: Wording; minutes: number };
export type Owed = { id: string; reason: string; amount_minor: number; currency: string; state: 'owed' | 'waived' };
/** What its customer thought of it. */
export type Rating = {
	stars: number;
	good: Rated[];
	bad: Rated[];
	comment: string;
	call: boolean;
	created_at: Date;
};
export type Visit = VisitRow & { items: Item[]; owed: Owed[]; rating: Rating | null };
/** What the team sees besides. */
export type PlannedVisit = Visit & {
	workers: { id: string; name: string }[];
	resources: { id: string; name: string }[];
};

/** What is done on a visit, in words. */
export const titleOf = ({ items }: Pick<Visit, 'items'>, { say, lang }: { say: Say; lang: string }): string =>
	items.map(({ names }) => inWords(say, { words: names }, lang)).join(' + ');

/** Their own, and those they came to by a link, the latest first; holds are not visits yet. `before`: the id of the last one of the page before. */
export async function visitsOf(
	db: Db,
	actor: Actor,
	{ states, before, limit }: { states?: readonly VisitState[] | undefined; before?: string | undefined; limit: number },
): Promise<Visit[]> {
	const customers = customersOf(actor);
	if (customers.length === 0) return [];
	const opened = openedTo(actor, 'visit');
	const cursor = db
		.selectFrom('visits')
		.select(['starts_at', 'id'])
		.where('id', '=', before ?? null);
	const rows = await db
		.selectFrom('visits')
		.selectAll()
		.where((eb) => eb.or([eb('customer_id', 'in', customers), ...(opened.length > 0 ? [eb('id', 'in', opened)] : [])]))
		.where('state', '!=', 'held')
		.$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
		.$if(before !== undefined, (query) => query.where(sql<boolean>`(starts_at, id) < ${cursor}`))
		.orderBy('starts_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return withItems(db, rows);
}

/** One visit, by its id or its code. Somebody else's is as good as none: `not_found`. */
export async function readVisit(db: Db, actor: Actor, idOrCode: string): Promise<Visit> {
	const [visit] = await withItems(db, [await seenVisit(db, actor, idOrCode)]);
	return visit!;
}

type Range = {
	from: Date;
	until: Date;
	worker?: string | undefined;
	crew?: string | undefined;
	customer?: string | undefined;
	limit: number;
};

/** All that take place, or took place, between two moments, for the calendar of the team; those that were cancelled are in nobody's calendar. */
export async function visitsBetween(
	db: Db,
	actor: Actor,
	{ from, until, worker, crew, customer, limit }: Range,
): Promise<PlannedVisit[]> {
	authorise(canReadBookings(actor) || canArrange(actor), actor);
	const rows = await db
		.selectFrom('visits as v')
		.selectAll()
		.where('starts_at', '<', until)
		.where('ends_at', '>', from)
		// No visit is longer than a day or two; so the index on the beginning serves.
		.where('starts_at', '>', new Date(from.getTime() - LONGEST_MS))
		.where('state', 'in', ['booked', 'done', 'missed'])
		.$if(customer !== undefined, (query) => query.where('customer_id', '=', customer ?? ''))
		.$if(worker !== undefined || crew !== undefined, (query) =>
			query.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('visit_workers as vw')
						.innerJoin('workers as w', 'w.id', 'vw.worker_id')
						.select('w.id')
						.whereRef('vw.visit_id', '=', 'v.id')
						.$if(worker !== undefined, (own) => own.where('w.id', '=', worker ?? ''))
						.$if(crew !== undefined, (own) => own.where('w.crew_id', '=', crew ?? '')),
				),
			),
		)
		.orderBy('starts_at')
		.orderBy('id')
		.limit(limit)
		.execute();
	return planned(db, await withItems(db, rows));
}

const LONGEST_MS = 3 * 86_400_000;

/** One visit with who comes. */
export async function readPlannedVisit(db: Db, actor: Actor, idOrCode: string): Promise<PlannedVisit> {
	authorise(canReadBookings(actor) || canArrange(actor), actor);
	const [visit] = await planned(db, [await readVisit(db, actor, idOrCode)]);
	return visit!;
}

/** With what is done on each, and what is owed for it. */
export async function withItems(db: Db, rows: readonly VisitRow[]): Promise<Visit[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const items = await db
		.selectFrom('visit_items as i')
		.innerJoin('visit_types as t', 't.id', 'i.visit_type_id')
		.select(['i.visit_id', 'i.visit_type_id', 't.code', 't.names', 'i.minutes'])
		.where('i.visit_id', 'in', ids)
		.orderBy('i.position')
		.execute();
	const owed = await db
		.selectFrom('amounts_owed')
		.select(['visit_id', 'id', 'reason', 'amount_minor', 'currency', 'state'])
		.where('visit_id', 'in', ids)
		.orderBy('id')
		.execute();
	const ratings = await db
		.selectFrom('visit_ratings')
		.select(['visit_id', 'stars', 'good', 'bad', 'comment', 'call', 'created_at'])
		.where('visit_id', 'in', ids)
		.execute();
	const [itemsOf, owedOf, ratingsOf] = [byVisit(items), byVisit(owed), byVisit(ratings)];
	return rows.map((row) => ({
		...row,
		items: itemsOf(row.id),
		owed: owedOf(row.id),
		rating: ratingsOf(row.id)[0] ?? null,
	}));
}

async function planned(db: Db, visits: readonly Visit[]): Promise<PlannedVisit[]> {
	if (visits.length === 0) return [];
	const ids = visits.map(({ id }) => id);
	const workers = await db
		.selectFrom('visit_workers as vw')
		.innerJoin('workers as w', 'w.id', 'vw.worker_id')
		.select(['vw.visit_id', 'w.id', 'w.name'])
		.where('vw.visit_id', 'in', ids)
		.orderBy('w.id')
		.execute();
	const resources = await db
		.selectFrom('visit_resources as vr')
		.innerJoin('resources as r', 'r.id', 'vr.resource_id')
		.select(['vr.visit_id', 'r.id', 'r.name'])
		.where('vr.visit_id', 'in', ids)
		.orderBy('r.id')
		.execute();
	const [workersOf, resourcesOf] = [byVisit(workers), byVisit(resources)];
	return visits.map((visit) => ({ ...visit, workers: workersOf(visit.id), resources: resourcesOf(visit.id) }));
}

function byVisit<R extends { visit_id: string }>(rows: readonly R[]): (visit: string) => Omit<R, 'visit_id'>[] {
	const groups = Map.groupBy(rows, ({ visit_id }) => visit_id);
	return (visit) => (groups.get(visit) ?? []).map(({ visit_id: _visit, ...rest }) => rest);
}
