import { sql } from 'kysely';
import { actorStamp, type Actor } from '../access.ts';
import type { Tx } from '../db.ts';
import { newId } from '../ids.ts';
import { contextOf, now } from '../transaction.ts';
import type { EventKind } from './define.ts';

export type Fact<P> = { subject: string; payload: P; customer?: string; channel?: string; lang?: string };

/** Writes a fact with the change it tells of, numbers it within its subject, and queues whoever acts on it. All or nothing with `tx`. */
export async function record<P>(tx: Tx, actor: Actor, kind: EventKind<P>, fact: Fact<P>): Promise<void> {
	await recordAll(tx, kind, [{ ...fact, actor }]);
}

/** As `record`, for many facts of one kind about different subjects, perhaps by different people. */
export async function recordAll<P>(
	tx: Tx,
	kind: EventKind<P>,
	facts: readonly (Fact<P> & { actor: Actor; at?: Date })[],
): Promise<void> {
	if (facts.length === 0) return;
	const rows = facts.map(({ at = now(tx), ...fact }) => ({
		id: newId(at),
		name: kind.name,
		v: kind.v,
		subject_type: kind.subject,
		subject_id: fact.subject,
		actor: actorStamp(fact.actor),
		customer_id: fact.customer ?? null,
		channel: fact.channel ?? null,
		lang: fact.lang ?? null,
		at,
		payload: kind.payload.parse(fact.payload),
	}));
	await insertNumbered(tx, kind.subject, rows);
	await queueActs(tx, kind.name, rows);
}

/** As one JSON parameter: to bind a dozen values a row costs more than to write it. */
async function insertNumbered(tx: Tx, type: string, rows: { subject_id: string }[]): Promise<void> {
	const subjects = rows.map((row) => row.subject_id);
	if (new Set(subjects).size !== subjects.length) throw new Error('one fact a subject at a time');
	// Sorted, so that two transactions lock the subjects they share in the same order.
	await sql`
		with numbered as (
			insert into event_subjects (type, id, seq) select ${type}, id, 1 from unnest(${subjects.toSorted()}::uuid[]) as id
			on conflict (type, id) do update set seq = event_subjects.seq + 1 returning id, seq
		)
		insert into events (id, name, v, subject_type, subject_id, seq, actor, customer_id, channel, lang, at, payload)
		select fact.id, name, v, subject_type, subject_id, numbered.seq, actor, customer_id, channel, lang, at, payload
		from json_populate_recordset(null::events, ${JSON.stringify(rows)}) as fact
		join numbered on numbered.id = subject_id`.execute(tx);
}

async function queueActs(tx: Tx, name: string, rows: { id: string; at: Date }[]): Promise<void> {
	const context = contextOf(tx);
	for (const queue of context.queuesFor(name))
		for (const row of rows) await context.enqueue(tx, queue, { event_id: row.id, at: row.at.toISOString() });
}
