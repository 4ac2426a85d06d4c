import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { calendarsOf } from '../calendars/terms.ts';
import type { Subject } from '../clock/lock-promises.ts';
import { type Standing, standingOf } from './standing.ts';
import '../tables.ts';

/** What is promised about a subject and what became of it, the oldest first; cancelled ones are left out. Whoever may read the subject may read these. */
export async function promisesOf(db: Db, subject: Subject, at: Date): Promise<Standing[]> {
	return (await promisesOfMany(db, subject.type, [subject.id], at)).get(subject.id) ?? [];
}

/** The same for a list of subjects, by their ids. */
export async function promisesOfMany(
	db: Db,
	type: string,
	ids: readonly string[],
	at: Date,
): Promise<Map<string, Standing[]>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('promises')
		.selectAll()
		.where('subject_type', '=', type)
		.where('subject_id', 'in', ids)
		.where('state', '!=', 'cancelled')
		.orderBy('started_at')
		.orderBy('due_at')
		.execute();
	const calendarOf = await calendarsOf(db, rows);
	const of = new Map<string, Standing[]>();
	for (const promise of rows) {
		const list = of.get(promise.subject_id) ?? [];
		of.set(promise.subject_id, [...list, standingOf({ promise, calendar: calendarOf(promise) }, at)]);
	}
	return of;
}

/** Promises by their ids: of whoever was found to have them. */
export async function promisesCalled(db: Db, ids: readonly string[], at: Date): Promise<Map<string, Standing>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('promises').selectAll().where('id', 'in', ids).execute();
	const calendarOf = await calendarsOf(db, rows);
	return new Map(rows.map((promise) => [promise.id, standingOf({ promise, calendar: calendarOf(promise) }, at)]));
}

export type Due = { id: string; kind: Standing['kind']; state: 'running' | 'paused' | 'broken'; due_at: Date };

/** What is waited for and runs out next or has run out, by subject; what stands still comes after what runs. For a list in the order of its clocks. */
export async function nextDue(db: Db, type: string, ids: readonly string[]): Promise<Map<string, Due>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('promises')
		.distinctOn('subject_id')
		.select(['subject_id', 'id', 'kind', 'state', 'due_at'])
		.where('subject_type', '=', type)
		.where('subject_id', 'in', ids)
		// Also a broken one, until it is done after all.
		.where((eb) =>
			eb.or([eb('state', 'in', ['running', 'paused']), eb('state', '=', 'broken').and('counted_from', 'is not', null)]),
		)
		.$narrowType<{ state: Due['state'] }>()
		.orderBy('subject_id')
		.orderBy((eb) => eb('state', '=', 'paused'))
		.orderBy('due_at')
		.execute();
	return new Map(rows.map(({ subject_id, ...due }) => [subject_id, due]));
}

/** The subjects of a type to which something is promised by a rule for this topic, and is neither done nor late. */
export async function openByTopic(db: Db, type: string, topic: string): Promise<string[]> {
	const rows = await db
		.selectFrom('promises as p')
		.innerJoin('promise_rules as r', 'r.id', 'p.rule_id')
		.select('p.subject_id')
		.distinct()
		.where('p.state', 'in', ['running', 'paused'])
		.where('p.by_hand', '=', false)
		.where('p.subject_type', '=', type)
		.where('r.topics', '@>', sql<string[]>`array[${topic}]::text[]`)
		.execute();
	return rows.map(({ subject_id }) => subject_id);
}
