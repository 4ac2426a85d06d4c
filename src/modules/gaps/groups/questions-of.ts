import type { Db } from '#core/db.ts';
import '../tables.ts';

/** The newest questions of a gap, as far as their words were not erased; `articles`: those that came nearest when it was asked. */
export const questionsOf = (db: Db, gap: string, limit: number) =>
	db
		.selectFrom('gap_questions as member')
		.innerJoin('gaps as g', 'g.id', 'member.gap_id')
		.innerJoin('questions as q', 'q.id', 'member.question_id')
		.select(['q.id', 'q.text', 'q.lang', 'q.asked_lang', 'member.articles'])
		.where('g.root_id', '=', gap)
		.where('q.text', '!=', '')
		.orderBy('q.id', 'desc')
		.limit(limit)
		.execute();
