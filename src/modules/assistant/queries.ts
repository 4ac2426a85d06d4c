import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadQuestions } from './policy.ts';
import type { Outcome } from './tables.ts';

type QuestionFilter = {
	before?: string | undefined;
	limit: number;
	outcome?: Outcome | undefined;
	lang?: string | undefined;
};

/** The question log, newest first, each with the opinion of whoever asked. */
export async function listQuestions(db: Db, actor: Actor, { before, limit, outcome, lang }: QuestionFilter) {
	authorise(canReadQuestions(actor), actor);
	let query = db
		.selectFrom('questions as q')
		.leftJoin('ratings as r', 'r.question_id', 'q.id')
		.selectAll('q')
		.select(['r.solved', 'r.missing'])
		.orderBy('q.id', 'desc')
		.limit(limit);
	if (before) query = query.where('q.id', '<', before);
	if (outcome) query = query.where('q.outcome', '=', outcome);
	if (lang) query = query.where('q.lang', '=', lang);
	return query.execute();
}
