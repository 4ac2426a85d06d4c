import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { promiseCaughtUp, promiseKept } from '../events.ts';
import { change, tell } from './change.ts';
import { doer, type Held } from './lock-promises.ts';
import { spentBy } from './measure.ts';

/** What was promised is done: in time, and it is kept; or late, and it stays broken but is waited for no longer. */
export async function done(tx: Tx, actor: Actor, { promise, calendar }: Held): Promise<void> {
	const at = now(tx);
	const spent_ms = spentBy(calendar, promise, at);
	const late = promise.state === 'broken';
	const row = await change(tx, promise.id, {
		...(!late && { state: 'kept' as const, ended_at: at }),
		spent_ms,
		counted_from: null,
		paused_for: [],
		paused_at: null,
		next_at: null,
		done_at: at,
		done_by: doer(actor),
	});
	await tell(tx, actor, late ? promiseCaughtUp : promiseKept, row, { open_ms: spent_ms });
}
