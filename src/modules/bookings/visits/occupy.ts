import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { inSavepoint, now } from '#core/transaction.ts';
import type { Site, Terms } from '../kinds.ts';
import { type Forces, gapsOfUnit, type Unit } from '../time/availability.ts';
import { choose, type Choice } from '../time/choose.ts';
import { briefOf, loadForces, type Looking } from '../time/load-forces.ts';
import { needOf, slotsFor } from './open-slots.ts';
import '../tables.ts';

export type Wish = {
	visit: string;
	customer: string;
	terms: Terms;
	people: number;
	site: Site;
	starts_at: Date;
	/** Asked first if they are free. */
	kept?: readonly string[];
	/** Nobody but these. */
	workers?: readonly string[] | undefined;
};

/** So often other people are tried when somebody else was quicker: each time there is one fewer, so that it ends. */
const TRIES = 50;
const MINUTE_MS = 60_000;

/**
 * Takes the time of people and units for a visit that has none. Throws `conflict` with the next free times where nobody is left; those who lose a race for one
 * person are given the next.
 */
export async function occupy(tx: Tx, wish: Wish): Promise<Choice> {
	await freeExpired(tx, wish);
	for (let tries = 0; tries < TRIES; tries++) {
		const choice = (await chosen(tx, wish)) ?? ((await giveUpOwn(tx, wish)) ? await chosen(tx, wish) : undefined);
		if (!choice) break;
		if (await tryTake(tx, wish, choice)) return choice;
	}
	throw await taken(tx, wish);
}

/** What is held no longer is theirs who want it. */
export const freeExpired = (tx: Tx, wish: Wish) => freeHeld(tx, wish, sql<boolean>`v.held_until <= ${now(tx)}`);

/** Whoever goes back and chooses the same time again is not in their own way. Answers whether that gave anything free. */
const giveUpOwn = (tx: Tx, wish: Wish) =>
	freeHeld(tx, wish, sql<boolean>`v.customer_id = ${wish.customer} and v.id <> ${wish.visit}`);

/** Locked in order, and looked at again once locked: it may just be booked. */
async function freeHeld(tx: Tx, wish: Wish, which: RawBuilder<boolean>): Promise<boolean> {
	let freed = 0n;
	const tables = wish.terms.resource_kinds.length > 0 ? ['visit_workers', 'visit_resources'] : ['visit_workers'];
	for (const table of tables) {
		const spans = sql.table(table);
		const { numAffectedRows } = await sql`
			delete from ${spans} where visit_id in (
				select v.id from visits v
				where v.state = 'held' and ${which}
					and exists (select from ${spans} s where s.visit_id = v.id and s.span && ${spanOf(wish)})
				order by v.id for update)`.execute(tx);
		freed += numAffectedRows ?? 0n;
	}
	return freed > 0n;
}

async function chosen(tx: Tx, wish: Wish, only?: Choice): Promise<Choice | undefined> {
	return choose(needAt(wish), await forcesFor(tx, wish, only), wish.kept);
}

const needAt = ({ terms, people, site, starts_at }: Wish) =>
	needOf(terms, { people, site, from: starts_at, until: starts_at });

async function forcesFor(tx: Tx, wish: Wish, only: Choice | undefined): Promise<Forces> {
	const { terms, site, starts_at: at, visit, workers } = wish;
	const looking: Looking = { terms, site, from: at, until: at, now: now(tx), leaveOut: visit };
	const forces = await loadForces(tx, { ...looking, workers: only?.workers ?? workers });
	return only ? { ...forces, units: forces.units.filter(({ id }) => only.units.includes(id)) } : forces;
}

/**
 * The road between two visits is no constraint of the database: whoever wants somebody's time locks them, and looks again. A lock that did not help is given
 * back with the savepoint, so that two who try several people do not wait for each other.
 */
async function tryTake(tx: Tx, wish: Wish, choice: Choice): Promise<boolean> {
	try {
		await inSavepoint(tx, async () => {
			await lock(tx, 'workers', choice.workers);
			await lock(tx, 'resources', choice.units);
			if (!(await chosen(tx, wish, choice))) throw problem('conflict');
			await insertSpans(tx, wish, choice);
		});
		return true;
	} catch (error) {
		if (isConstraint(error) || (error as { code?: unknown }).code === 'conflict') return false;
		throw error;
	}
}

/** Without asking whether they are there and get there: only that nobody is in two places at once. Whoever was quicker has it. */
export async function takeAll(tx: Tx, wish: Wish, choice: Choice): Promise<boolean> {
	try {
		await inSavepoint(tx, () => insertSpans(tx, wish, choice));
		return true;
	} catch (error) {
		if (isConstraint(error)) return false;
		throw error;
	}
}

/** Whether a room, lift or machine is free for all of it. */
export function isFree(unit: Unit, { terms, site, starts_at }: Pick<Wish, 'terms' | 'site' | 'starts_at'>): boolean {
	const need = needOf(terms, { people: 1, site, from: starts_at, until: starts_at });
	return gapsOfUnit(unit, need).some(({ first, last }) => first <= need.from && need.from <= last);
}

async function lock(tx: Tx, table: 'workers' | 'resources', ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	await tx
		.selectFrom(table)
		.select('id')
		.where('id', 'in', [...ids])
		.orderBy('id')
		.forUpdate()
		.execute();
}

async function insertSpans(tx: Tx, wish: Wish, { workers, units }: Choice): Promise<void> {
	const [from, until] = endsOf(wish);
	const time = { visit_id: wish.visit, span: spanOf(wish), brief: briefOf(from, until, wish.site) };
	await tx
		.insertInto('visit_workers')
		.values(workers.map((worker_id) => ({ ...time, worker_id })))
		.execute();
	if (units.length === 0) return;
	await tx
		.insertInto('visit_resources')
		.values(units.map((resource_id) => ({ ...time, resource_id })))
		.execute();
}

/** The work with the time before and after it. */
const endsOf = ({ starts_at, terms }: Wish) =>
	[
		new Date(starts_at.getTime() - terms.before * MINUTE_MS),
		new Date(starts_at.getTime() + (terms.minutes + terms.after) * MINUTE_MS),
	] as const;

function spanOf(wish: Wish) {
	const [from, until] = endsOf(wish);
	return sql<string>`tstzrange(${from}, ${until})`;
}

const OTHERS = 5;
const LOOK_AHEAD_MS = 14 * 86_400_000;

async function taken(tx: Tx, { starts_at, visit, ...wish }: Wish) {
	const until = new Date(starts_at.getTime() + LOOK_AHEAD_MS);
	const search = { ...wish, from: starts_at, until, limit: OTHERS, now: now(tx), leaveOut: visit };
	const slots = await slotsFor(tx, search);
	return problem('conflict', { detail: 'This time is taken.', current: { code: 'slot_taken', slots } });
}

/** Gives back what a visit had. Answers whose it was. */
export async function vacate(tx: Tx, visit: string): Promise<string[]> {
	const workers = await tx.deleteFrom('visit_workers').where('visit_id', '=', visit).returning('worker_id').execute();
	await tx.deleteFrom('visit_resources').where('visit_id', '=', visit).execute();
	return workers.map(({ worker_id }) => worker_id).toSorted();
}
