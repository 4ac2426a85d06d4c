import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { discountQuestions } from './groups/count-features.ts';
import { recount } from './groups/recount.ts';
import './tables.ts';

/** Questions that are about to be deleted leave their gaps, and gaps without any other go. Answers the ids of the gaps that went. */
export async function forgetQuestions(tx: Tx, questions: readonly string[]): Promise<string[]> {
	if (questions.length === 0) return [];
	const left = await tx
		.deleteFrom('gap_questions')
		.where('question_id', 'in', questions)
		.returning(['gap_id', 'features'])
		.execute();
	if (left.length === 0) return [];
	await discountQuestions(tx, left);
	const gaps = [...new Set(left.map(({ gap_id }) => gap_id))];
	await recount(tx, gaps);
	const { rows } = await sql<{ id: string }>`
		delete from gaps where root_id in (select root_id from gaps where id = any(${gaps}::uuid[]))
		and not exists (select from gaps part join gap_questions member on member.gap_id = part.id where part.root_id = gaps.root_id)
		returning id`.execute(tx);
	return rows.map(({ id }) => id);
}
