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
	const seqs = await nextSeqs(
		tx,
		kind.subject,
		facts.map((fact) => fact.subject),
	);
	const rows = facts.map(({ at = now(tx), ...fact }) => ({
		id: newId(at),
		name: kind.name,
		v: kind.v,
		subject_type: kind.subject,
		subject_id: fact.subject,
		seq: seqs.get(fact.subject) ?? 1,
		actor: JSON.stringify(actorStamp(fact.actor)),
		customer_id: fact.customer ?? null,
		channel: fact.channel ?? null,
		lang: fact.lang ?? null,
		at,
		payload: JSON.stringify(kind.payload.parse(fact.payload)),
	}));
	await tx.insertInto('events').values(rows).execute();
	await queueActs(tx, kind.name, rows);
}

async function nextSeqs(tx: Tx, type: string, ids: string[]): Promise<Map<string, number>> {
	if (new Set(ids).size !== ids.length) throw new Error('one fact a subject at a time');
	// Sorted, so that two transactions lock the subjects they share in the same order.
	const result = await sql<{ id: string; seq: number }>`
		insert into event_subjects (type, id, seq) select ${type}, id, 1 from unnest(${ids.toSorted()}::uuid[]) as id
		on conflict (type, id) do update set seq = event_subjects.seq + 1 returning id, seq`.execute(tx);
	return new Map(result.rows.map((row) => [row.id, row.seq]));
}

async function queueActs(tx: Tx, name: string, rows: { id: string; at: Date }[]): Promise<void> {
	const context = contextOf(tx);
	for (const queue of context.queuesFor(name))
		for (const row of rows) await context.enqueue(tx, queue, { event_id: row.id, at: row.at.toISOString() });
}
