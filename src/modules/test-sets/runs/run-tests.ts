import type { Selectable } from 'kysely';
import { claimOldest, keepClaim, renewing } from '#core/claims.ts';
import type { Tables, Tx } from '#core/db.ts';
import { isDatabaseGone } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Log } from '#core/log.ts';
import type { Refresher } from '#core/refresh.ts';
import { now, type Transact } from '#core/transaction.ts';
import { upToDate } from '#modules/assistant/index.ts';
import { runEnded } from '../events.ts';
import '../tables.ts';
import { askAll, type AskingApp, type Drafts, openDrafts } from './asking.ts';
import { keepResults } from './keep-results.ts';
import { RUN_QUEUE } from './queue.ts';

type RunApp = AskingApp & { transact: Transact; refresher: Refresher; log: Log };
type ClaimedRun = Selectable<Tables['test_runs']>;

/** Asked before what was found is kept. */
const A_FEW = 40;
/** A crash is tried again; what crashes every time is not. */
const MOST_ATTEMPTS = 4;

/** Woken by each run that begins, and every minute for those whose worker died. */
export const runTestsJob = (app: RunApp): JobKind<object> => ({
	name: RUN_QUEUE,
	retries: 0,
	every: '* * * * *',
	handle: () => runTests(app),
});

/** Works on runs, one after the other, until none waits. */
export async function runTests(app: RunApp): Promise<void> {
	for (;;) {
		const run = await app.transact((tx) => claimOldest<ClaimedRun>(tx, 'test_runs'));
		if (!run) return;
		const claim = renewing(() => app.transact((tx) => keepClaim(tx, 'test_runs', run)));
		await work(app, run).finally(claim.stop);
	}
}

async function work(app: RunApp, run: ClaimedRun): Promise<void> {
	if (run.attempts > MOST_ATTEMPTS) return end(app, run, 'failed');
	try {
		await upToDate(app);
		await end(app, run, (await askSet(app, run)) ? 'done' : 'cancelled');
	} catch (error) {
		// Its claim runs out, and it goes on where it was.
		if (isDatabaseGone(error)) throw error;
		app.log.warn({ run: run.id, err: (error as Error).message }, 'test run failed');
		await end(app, run, 'failed');
	}
}

/** Answers whether it came to the end. */
async function askSet(app: RunApp, run: ClaimedRun): Promise<boolean> {
	const drafts = run.against === 'drafts' ? await openDrafts(app, run.batch ?? undefined) : undefined;
	await noteBeginning(app, run, drafts);
	for (let after = await lastAsked(app, run); ;) {
		const tests = await testsAfter(app, run, after);
		const last = tests.at(-1);
		if (!last) return true;
		const results = await askAll(app, { tests, drafts, live: 'always' });
		const goesOn = await app.transact(async (tx) => {
			if (!(await keepClaim(tx, 'test_runs', run))) return false;
			await keepResults(tx, run.id, results);
			return true;
		});
		if (!goesOn) return false;
		after = last.id;
	}
}

const noteBeginning = ({ transact, library }: RunApp, { id, attempts }: ClaimedRun, drafts: Drafts | undefined) =>
	transact((tx) =>
		tx
			.updateTable('test_runs')
			.set({ content_version: library.version(), ...(drafts && { tried: drafts.tried, waiting: drafts.waiting }) })
			.where('id', '=', id)
			.where('attempts', '=', attempts)
			.execute(),
	);

/** Where a worker before got to. */
async function lastAsked({ database: { db } }: RunApp, { id }: ClaimedRun): Promise<string | null> {
	const row = await db
		.selectFrom('test_results')
		.select('question_id')
		.where('run_id', '=', id)
		.orderBy('question_id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.question_id ?? null;
}

/** What was put into the set after the run had begun is not part of it. */
const testsAfter = ({ database: { db } }: RunApp, { set_id, created_at }: ClaimedRun, after: string | null) =>
	db
		.selectFrom('test_questions')
		.select(['id', 'customer_id', 'text', 'lang', 'expected', 'article_id'])
		.where('set_id', '=', set_id)
		.where('removed_at', 'is', null)
		.where('created_at', '<=', created_at)
		.$if(after !== null, (some) => some.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(A_FEW)
		.execute();

async function end({ transact }: RunApp, run: ClaimedRun, state: 'done' | 'cancelled' | 'failed'): Promise<void> {
	await transact(async (tx) => {
		const row = await tx
			.updateTable('test_runs')
			.set({ state, finished_at: now(tx), claimed_until: null })
			// What was taken out of the set meanwhile was not asked.
			.$if(state === 'done', (all) => all.set((eb) => ({ total: eb.ref('done') })))
			.where('id', '=', run.id)
			.where('attempts', '=', run.attempts)
			.where('state', '=', 'running')
			.returning(['set_id', 'against', 'done', 'passed'])
			.executeTakeFirst();
		if (!row) return;
		const { set_id, against, done: asked, passed } = row;
		await record(tx, run.actor, runEnded, { subject: run.id, payload: { set_id, against, state, asked, passed } });
		await forgetOld(tx, set_id);
	});
}

/** So many runs of a set are kept. */
const KEPT = 50;

async function forgetOld(tx: Tx, set_id: string): Promise<void> {
	const newest = tx.selectFrom('test_runs').select('id').where('set_id', '=', set_id).orderBy('id', 'desc').limit(KEPT);
	await tx
		.deleteFrom('test_runs')
		.where('set_id', '=', set_id)
		.where('finished_at', 'is not', null)
		.where('id', 'not in', newest)
		.execute();
}
