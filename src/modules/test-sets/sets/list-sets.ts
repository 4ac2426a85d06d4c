import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadTests } from '../policy.ts';
import { runColumns } from '../runs/list-runs.ts';
import '../tables.ts';

/** Test sets, the newest first, each with how many questions it has and its last run. */
export async function listSets(
	db: Db,
	actor: Actor,
	{ before, limit }: { before?: string | undefined; limit: number },
) {
	authorise(canReadTests(actor), actor);
	const rows = await sets(db)
		.$if(before !== undefined, (some) => some.where('s.id', '<', before ?? ''))
		.orderBy('s.id', 'desc')
		.limit(limit)
		.execute();
	return withLastRuns(db, rows);
}

/** One of them. Throws `not_found`. */
export async function readSet(db: Db, actor: Actor, id: string): Promise<TestSet> {
	authorise(canReadTests(actor), actor);
	const row = await sets(db).where('s.id', '=', id).executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such test set.' });
	const [set] = await withLastRuns(db, [row]);
	return set!;
}

export type TestSet = Awaited<ReturnType<typeof listSets>>[number];

/** Whether anything is to be asked before something is published. */
export async function hasGuards(db: Db): Promise<boolean> {
	const row = await db
		.selectFrom('test_sets as s')
		.innerJoin('test_questions as q', 'q.set_id', 's.id')
		.select('s.id')
		.where('s.guards', '=', true)
		.where('s.removed_at', 'is', null)
		.where('q.removed_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const sets = (db: Db) =>
	db
		.selectFrom('test_sets as s')
		.select(['s.id', 's.name', 's.guards', 's.created_at'])
		.select((eb) =>
			eb
				.selectFrom('test_questions as q')
				.whereRef('q.set_id', '=', 's.id')
				.where('q.removed_at', 'is', null)
				.select((count) => count.fn.countAll<number>().as('questions'))
				.$asScalar()
				.$notNull()
				.as('questions'),
		)
		.where('s.removed_at', 'is', null);

async function withLastRuns<Row extends { id: string }>(db: Db, rows: readonly Row[]) {
	const runs = await db
		.selectFrom('test_runs as r')
		.distinctOn('r.set_id')
		.select(runColumns)
		.where('r.set_id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
		.orderBy('r.set_id')
		.orderBy('r.id', 'desc')
		.execute();
	const last = new Map(runs.map((run) => [run.set_id, run]));
	return rows.map((row) => ({ ...row, last_run: last.get(row.id) ?? null }));
}
