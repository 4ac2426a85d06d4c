import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canListAll } from '../policy.ts';
import '../tables.ts';

/** What the assistant waits to hear from a colleague, the longest waiting first; `before` pages on. */
export async function listColleagueQuestions(db: Db, actor: Actor, { limit }: { limit: number }) {
	authorise(canListAll(actor), actor);
	return db
		.selectFrom('colleague_questions as q')
		.innerJoin('conversations as c', 'c.id', 'q.conversation_id')
		.select(['q.id', 'q.conversation_id', 'q.text', 'q.options', 'q.asked_at', 'q.expires_at', 'c.lang', 'c.subject'])
		.where('q.state', '=', 'waiting')
		.orderBy('q.asked_at')
		.limit(limit)
		.execute();
}
