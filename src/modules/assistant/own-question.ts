import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { canRateQuestion } from './policy.ts';
import './tables.ts';

/** A question with what it was answered and how it was rated, for whoever asked it. Somebody else's is as good as none: 404. */
export async function ownQuestion(db: Db, actor: Actor, id: string) {
	const row = isId(id)
		? await db
				.selectFrom('questions as q')
				.leftJoin('ratings as r', (join) =>
					join.onRef('r.question_id', '=', 'q.id').onRef('r.customer_id', '=', 'q.customer_id'),
				)
				.select(['q.id', 'q.text', 'q.lang', 'q.outcome', 'q.shown', 'q.answer', 'q.customer_id', 'r.solved'])
				.where('q.id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row || !canRateQuestion(actor, row)) throw problem('not_found');
	return row;
}
