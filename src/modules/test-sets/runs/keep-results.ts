import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { holdCustomers } from '../questions/hold-customers.ts';
import '../tables.ts';
import type { Answered, Test } from './asking.ts';

type Asked = Test & { customer_id: string | null };

/** Writes what was answered, and counts it. A question whose customer was erased since it was asked is gone, and so is its result. */
export async function keepResults(tx: Tx, run_id: string, answered: readonly Answered<Asked>[]): Promise<void> {
	await holdCustomers(
		tx,
		answered.map(({ test }) => test.customer_id),
	);
	const rows = answered.map(({ test, judged, live }) => ({
		run_id,
		question_id: test.id,
		customer_id: test.customer_id,
		text: test.text,
		lang: test.lang,
		expected: test.expected,
		article_id: test.article_id,
		outcome: judged.outcome,
		first_id: judged.article_id,
		confidence: judged.confidence,
		passed: judged.passed,
		live_outcome: live?.outcome,
		live_first_id: live?.article_id,
		live_confidence: live?.confidence,
		live_passed: live?.passed,
	}));
	await sql`
		with kept as (
			insert into test_results
			select r.* from json_populate_recordset(null::test_results, ${JSON.stringify(rows)}) r
			where exists (select from test_questions q where q.id = r.question_id)
			returning passed, live_passed
		), counts as (
			select count(*) as done, count(*) filter (where passed) as passed,
				count(*) filter (where live_passed and not passed) as broken, count(*) filter (where passed and not live_passed) as mended
			from kept
		)
		update test_runs r set done = r.done + c.done, passed = r.passed + c.passed, broken = r.broken + c.broken, mended = r.mended + c.mended
		from counts c where r.id = ${run_id}`.execute(tx);
}
