import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { canArrange, canReadBookings } from '../policy.ts';
import type { Choice } from '../time/choose.ts';
import type { Unit } from '../time/availability.ts';
import { loadForces } from '../time/load-forces.ts';
import { type Candidate, isSoft, type Obstacle, type ObstacleCode, obstaclesOf, type Plan } from '../time/obstacles.ts';
import { isKnown, type Travel } from '../time/travel.ts';
import { seenVisit } from './lock-visit.ts';
import { freeExpired, isFree, takeAll, type Wish } from './occupy.ts';
import '../tables.ts';

export type Question = {
	/** Of the visit, or its code. */
	id: string;
	starts_at: Date;
	/** Those who come now, unless said. */
	workers?: readonly string[] | undefined;
	now: Date;
};
export type NamedObstacle = Obstacle & { soft: boolean; worker: string | null };

/** What stands in the way of moving a visit, with nothing written. Empty where it can simply be moved. Throws `not_found`. */
export async function obstaclesTo(
	db: Db,
	actor: Actor,
	{ id, starts_at, workers, now: at }: Question,
): Promise<NamedObstacle[]> {
	authorise(canReadBookings(actor) || canArrange(actor), actor);
	const visit = await seenVisit(db, actor, id);
	if (visit.state !== 'booked') return [{ code: 'state', worker_id: null, soft: false, worker: null }];
	const own = db.selectFrom('visit_workers').select('worker_id').where('visit_id', '=', visit.id);
	const people = workers ?? (await own.execute()).map(({ worker_id }) => worker_id);
	const wish = { visit: visit.id, terms: visit.terms, site: visit, starts_at, workers: people };
	return (await looked(db, wish, at)).obstacles;
}

/**
 * Takes the time of exactly those who are named, whatever soft obstacle there is; answers which there were. Throws `conflict` with `current.obstacles` for what
 * cannot be helped: nobody is in two places at once.
 */
export async function occupyAnyway(
	tx: Tx,
	wish: Wish & { workers: readonly string[] },
): Promise<Choice & { borne: ObstacleCode[] }> {
	await freeExpired(tx, wish);
	await tx
		.selectFrom('workers')
		.select('id')
		.where('id', 'in', [...wish.workers])
		.orderBy('id')
		.forUpdate()
		.execute();
	const { obstacles, units } = await looked(tx, wish, now(tx));
	const hard = obstacles.filter(({ soft }) => !soft);
	const choice = { workers: [...wish.workers], units };
	if (hard.length > 0 || !(await takeAll(tx, wish, choice))) throw standing(hard);
	return { ...choice, borne: [...new Set(obstacles.map(({ code }) => code))].toSorted() };
}

const standing = (obstacles: readonly NamedObstacle[]) =>
	problem('conflict', {
		detail: 'Something stands in the way that cannot be overridden.',
		current: { code: 'slot_taken', obstacles: obstacles.map(({ code, worker_id }) => ({ code, worker_id })) },
	});

type Looked = Pick<Wish, 'visit' | 'terms' | 'site' | 'starts_at'> & { workers: readonly string[] };

async function looked(db: Db, wish: Looked, at: Date): Promise<{ obstacles: NamedObstacle[]; units: string[] }> {
	const { terms, site, starts_at } = wish;
	const { people, units, travel, nameOf } = await candidates(db, wish, at);
	const plan: Plan = { terms, site, found: isKnown(site), at: starts_at.getTime() };
	const strangers = wish.workers.filter((id) => !people.some((person) => person.id === id));
	const obstacles: Obstacle[] = [
		...strangers.map((worker_id) => ({ code: 'gone', worker_id }) as const),
		...obstaclesOf(plan, people, units, travel),
	];
	const free = terms.resource_kinds.flatMap(
		(kind) => units.find((unit) => unit.kind === kind && isFree(unit, wish))?.id ?? [],
	);
	return {
		obstacles: obstacles.map((each) => ({ ...each, soft: isSoft(each.code), worker: nameOf(each.worker_id) })),
		units: free,
	};
}

type Forces = {
	people: Candidate[];
	units: readonly Unit[];
	travel: Travel;
	nameOf: (id: string | null) => string | null;
};

async function candidates(db: Db, { visit, terms, site, starts_at, workers }: Looked, at: Date): Promise<Forces> {
	const none = workers.length === 0;
	const looking = { terms, site, from: starts_at, until: starts_at, now: at, leaveOut: visit, workers, anybody: true };
	const { people, ...forces } = none ? { people: [], units: [], travel: () => 0 } : await loadForces(db, looking);
	const about = db.selectFrom('workers').select(['id', 'name', 'skills', 'active']);
	const rows = none ? [] : await about.where('id', 'in', [...workers]).execute();
	const known = new Map(rows.map((row) => [row.id, row]));
	return {
		...forces,
		people: people.map((person) => ({
			...person,
			skills: known.get(person.id)?.skills ?? [],
			active: known.get(person.id)?.active ?? false,
		})),
		nameOf: (id) => (id === null ? null : (known.get(id)?.name ?? null)),
	};
}
