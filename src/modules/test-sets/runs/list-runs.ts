import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadTests } from '../policy.ts';
import '../tables.ts';

export const runColumns = [
	'r.id',
	'r.set_id',
	'r.against',
	'r.batch',
	'r.state',
	'r.content_version',
	'r.tried',
	'r.waiting',
	'r.total',
	'r.done',
	'r.passed',
	'r.broken',
	'r.mended',
	'r.actor',
	'r.created_at',
	'r.finished_at',
] as const;

/** Runs of a set, the newest first. */
export async function listRuns(
	db: Db,
	actor: Actor,
	{ set_id, before, limit }: { set_id: string; before?: string | undefined; limit: number },
) {
	authorise(canReadTests(actor), actor);
	return runs(db)
		.where('r.set_id', '=', set_id)
		.$if(before !== undefined, (some) => some.where('r.id', '<', before ?? ''))
		.orderBy('r.id', 'desc')
		.limit(limit)
		.execute();
}

/** How far a run is, and how it ended. Throws `not_found`. */
export async function readRun(db: Db, actor: Actor, id: string) {
	authorise(canReadTests(actor), actor);
	const run = await runs(db).where('r.id', '=', id).executeTakeFirst();
	if (!run) throw problem('not_found', { detail: 'There is no such run.' });
	return run;
}

export type Run = Awaited<ReturnType<typeof readRun>>;

const runs = (db: Db) =>
	db
		.selectFrom('test_runs as r')
		.innerJoin('test_sets as s', 's.id', 'r.set_id')
		.where('s.removed_at', 'is', null)
		.select(runColumns)
		.select(sql<boolean>`r.cancel_asked_at is not null`.as('is_stopping'));
