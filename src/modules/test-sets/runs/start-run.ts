import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { contextOf, now } from '#core/transaction.ts';
import type { Batch } from '#modules/knowledge/index.ts';
import { runBegun } from '../events.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet, MOST_QUESTIONS, roomIn } from '../sets/lock-set.ts';
import '../tables.ts';
import type { Against } from '../tables.ts';
import { RUN_QUEUE } from './queue.ts';

type Start = { set_id: string; against: Against; batch?: Batch | undefined };

/**
 * Asks every question of a set in the background: of what is published, or of that with the drafts tried out, all that wait or those of a batch. Throws
 * `not_found`, and `conflict` for a set without questions.
 */
export async function startRun(tx: Tx, actor: Actor, { set_id, against, batch }: Start): Promise<{ id: string }> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, set_id);
	const total = MOST_QUESTIONS - (await roomIn(tx, set_id));
	if (total === 0) throw problem('conflict', { detail: 'There is no question in this set yet.' });
	const id = newId(now(tx));
	const { kind, id: actor_id, assurance, scopes } = actor;
	await tx
		.insertInto('test_runs')
		.values({
			id,
			set_id,
			against,
			batch: against === 'drafts' && batch ? JSON.stringify(batch) : null,
			state: 'waiting',
			total,
			actor: JSON.stringify({ kind, id: actor_id, assurance, scopes }),
			created_at: now(tx),
		})
		.execute();
	await record(tx, actor, runBegun, { subject: id, payload: { set_id, against } });
	await contextOf(tx).enqueue(tx, RUN_QUEUE, {});
	return { id };
}
