import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadQuestions } from '../policy.ts';
import '../tables.ts';

/** The questions of a gap and of all that was merged into it, newest first. `part`: the gap that it would go back to. */
export async function listGapQuestions(
	db: Db,
	actor: Actor,
	{ id, before, limit }: { id: string; before?: string | undefined; limit: number },
) {
	authorise(canReadQuestions(actor), actor);
	let query = db
		.selectFrom('gap_questions as member')
		.innerJoin('gaps as g', 'g.id', 'member.gap_id')
		.innerJoin('questions as q', 'q.id', 'member.question_id')
		.select(['q.id', 'q.text', 'q.lang', 'q.channel', 'q.outcome', 'q.at', 'member.why', 'member.answered_at'])
		.select('member.gap_id as part')
		.where('g.root_id', '=', id)
		.orderBy('q.id', 'desc')
		.limit(limit);
	if (before) query = query.where('q.id', '<', before);
	return query.execute();
}
