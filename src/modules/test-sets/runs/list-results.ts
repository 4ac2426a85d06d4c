import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadTests } from '../policy.ts';
import '../tables.ts';

/** `broken`: passes live, fails with the drafts; `mended` the other way round. */
export const SHOWN = ['all', 'failed', 'passed', 'broken', 'mended'] as const;
export type Shown = (typeof SHOWN)[number];

type Page = { run_id: string; show: Shown; after?: string | undefined; limit: number };

/** What each question of a run was answered, in the order in which they were asked. */
export async function listResults(db: Db, actor: Actor, { run_id, show, after, limit }: Page) {
	authorise(canReadTests(actor), actor);
	return results(db)
		.where('r.run_id', '=', run_id)
		.$if(show === 'failed' || show === 'broken', (some) => some.where('r.passed', '=', false))
		.$if(show === 'passed' || show === 'mended', (some) => some.where('r.passed', '=', true))
		.$if(show === 'broken', (some) => some.where('r.live_passed', '=', true))
		.$if(show === 'mended', (some) => some.where('r.live_passed', '=', false))
		.$if(after !== undefined, (some) => some.where('r.question_id', '>', after ?? ''))
		.orderBy('r.question_id')
		.limit(limit)
		.execute();
}

export type Result = Awaited<ReturnType<typeof listResults>>[number];

/** Each with the set it was asked from and whether it still stands there. */
export const results = (db: Db) =>
	db
		.selectFrom('test_results as r')
		.leftJoin('test_questions as q', (join) => join.onRef('q.id', '=', 'r.question_id').on('q.removed_at', 'is', null))
		.select(['r.question_id as id', 'r.text', 'r.lang', 'r.expected', 'r.article_id', 'r.outcome', 'r.first_id'])
		.select(['r.confidence', 'r.passed', 'r.live_outcome', 'r.live_first_id', 'r.live_confidence', 'r.live_passed'])
		.select((eb) => eb('q.id', 'is not', null).$castTo<boolean>().as('is_there'));
