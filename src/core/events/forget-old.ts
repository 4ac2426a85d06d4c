import { sql } from 'kysely';
import { z } from 'zod';
import type { Tables, Tx } from '../db.ts';
import type { SettingKind } from '../settings.ts';
import type { Clock } from '../time.ts';
import type { Transact } from '../transaction.ts';

/** Days after which facts of a kind are forgotten, by the kind's name; a kind that is not named is kept for good. */
export type Retention = Record<string, number>;

/** Tables whose rows are the subjects of a kind and hold the text that its facts leave out: they go with the fact. */
export type TextRows = Partial<Record<string, Texts>>;
/**
 * `before` mends what counts the rows, which are still there. What a newer fact of the kind `goesOnBy` tells of still goes on: it stays with its facts
 * until that, too, is old.
 */
type Texts = { table: TextTable; goesOnBy?: string; before?: (tx: Tx, ids: readonly string[]) => Promise<unknown> };
type TextTable = { [T in keyof Tables]: Tables[T] extends { id: string } ? T : never }[keyof Tables];

export const retentionOf = (kinds: readonly string[]): SettingKind<Retention> => ({
	key: 'retention',
	schema: z.partialRecord(z.enum(kinds), z.number().int().min(1).max(36_500)) as z.ZodType<Retention>,
	// Copies of mails, with their addresses, serve nobody once it is clear that they arrived.
	fallback: { 'notification.sent': 90, 'notification.failed': 90 },
});

const BATCH = 1_000;
const DAY_MS = 86_400_000;

/** Takes away what is older than its kind is kept, in small transactions. Answers how many facts went. */
export async function forgetOld(
	{ transact, clock }: { transact: Transact; clock: Clock },
	retention: Retention,
	texts: TextRows,
): Promise<number> {
	let gone = 0;
	for (const [name, days] of Object.entries(retention)) {
		const before = new Date(clock().getTime() - days * DAY_MS);
		for (let count = BATCH; count === BATCH; gone += count)
			count = await transact((tx) => forgetBatch(tx, name, before, texts[name]));
	}
	return gone;
}

async function forgetBatch(tx: Tx, name: string, before: Date, texts: Texts | undefined): Promise<number> {
	const facts = await tx
		.selectFrom('events')
		.select(['id', 'subject_type', 'subject_id'])
		.where('name', '=', name)
		.where('at', '<', before)
		.$if(texts?.goesOnBy !== undefined, (query) => query.where(isOver(texts?.goesOnBy ?? '', before)))
		.orderBy('at')
		.limit(BATCH)
		.execute();
	const [first] = facts;
	if (!first) return 0;
	if (texts) await forgetTexts(tx, texts, { name, before, type: first.subject_type }, subjectsOf(facts));
	await tx
		.deleteFrom('events')
		.where('name', '=', name)
		.where('at', '<', before)
		.where(
			'id',
			'in',
			facts.map((fact) => fact.id),
		)
		.execute();
	return facts.length;
}

const isOver = (name: string, before: Date) => sql<boolean>`not exists (
	select from events newer where newer.subject_type = events.subject_type and newer.subject_id = events.subject_id
		and newer.name = ${name} and newer.at >= ${before})`;

/** A row of which a newer fact of the kind tells, as of an opinion that was changed, goes with that one. */
async function forgetTexts(
	tx: Tx,
	texts: Texts,
	{ name, before, type }: { name: string; before: Date; type: string },
	subjects: string[],
): Promise<void> {
	const newer = await tx
		.selectFrom('events')
		.select('subject_id')
		.where('subject_type', '=', type)
		.where('subject_id', 'in', subjects)
		.where('name', '=', name)
		.where('at', '>=', before)
		.execute();
	const kept = new Set(subjectsOf(newer));
	const old = subjects.filter((id) => !kept.has(id));
	if (old.length === 0) return;
	await texts.before?.(tx, old);
	await tx
		.deleteFrom(texts.table as 'events')
		.where('id', 'in', old)
		.execute();
}

const subjectsOf = (facts: readonly { subject_id: string }[]) => facts.map((fact) => fact.subject_id);
