import type { Db } from '#core/db.ts';
import { type Actor, authorise } from '#core/access.ts';
import type { Batch } from '#modules/knowledge/index.ts';
import type { Expected } from './expected.ts';
import type { Judged } from './judge.ts';
import { canWriteTests } from './policy.ts';
import { askAll, type AskingApp, openDrafts } from './runs/asking.ts';
import './tables.ts';

/** A question that is answered as it should be now, and would not be. */
export type Broken = {
	id: string;
	set_id: string;
	set_name: string;
	text: string;
	lang: string;
	expected: Expected;
	article_id: string | null;
	before: Judged;
	after: Judged;
};
/** `asked` of `total` questions, those after the cursor; `next`: where to go on. */
export type Check = { asked: number; total: number; broken: Broken[]; next: string | null };

/** Somebody waits: after so long they are told how far it is. What it took to try the texts out is spent on questions at least once more. */
const TURN_MS = 400;
/** Asked between two looks at the clock. */
const A_FEW = 8;

/**
 * Asks the questions of the sets that guard as they would be answered with a batch published, as many as there is time for, and nothing is kept: whoever
 * publishes goes on from `next`, or does not care to. Throws `index_building`.
 */
export async function checkPublication(
	app: AskingApp,
	actor: Actor,
	{ batch, after }: { batch: Batch; after?: string | undefined },
): Promise<Check> {
	authorise(canWriteTests(actor), actor);
	const { db } = app.database;
	const begun = performance.now();
	const total = await countGuarding(db);
	const drafts = await openDrafts(app, batch);
	if (total === 0 || drafts.tried === 0) return { asked: 0, total: 0, broken: [], next: null };
	const tests = await guarding(db, after);
	await Promise.all([app.scorer.ripe(), drafts.now()]);
	const end = performance.now() + Math.max(TURN_MS, performance.now() - begun);
	const broken: Broken[] = [];
	let asked = 0;
	while (asked < tests.length && (asked === 0 || performance.now() < end)) {
		const few = tests.slice(asked, asked + A_FEW);
		for (const { test, judged, live } of await askAll(app, { tests: few, drafts, live: 'if_failed' }))
			if (live?.passed && !judged.passed) broken.push({ ...test, before: live, after: judged });
		asked += few.length;
	}
	const isAll = asked === tests.length && tests.length < READ;
	return { asked, total, broken, next: isAll ? null : (tests[asked - 1]?.id ?? null) };
}

/** Read at once; few turns are long enough for more. */
const READ = 500;

const guarding = (db: Db, after: string | undefined) =>
	questions(db)
		.select(['q.id', 'q.set_id', 's.name as set_name', 'q.text', 'q.lang', 'q.expected', 'q.article_id'])
		.$if(after !== undefined, (some) => some.where('q.id', '>', after ?? ''))
		.orderBy('q.id')
		.limit(READ)
		.execute();

async function countGuarding(db: Db): Promise<number> {
	const { count } = await questions(db)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

const questions = (db: Db) =>
	db
		.selectFrom('test_questions as q')
		.innerJoin('test_sets as s', 's.id', 'q.set_id')
		.where('s.guards', '=', true)
		.where('s.removed_at', 'is', null)
		.where('q.removed_at', 'is', null);
