import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { promiseBroken } from '../events.ts';
import type { FOUND_REASONS } from '../kinds.ts';
import type { PromiseRow } from './measure.ts';
import { change, tell } from './change.ts';

/** It was broken when it was due, whenever that is noticed; its clock goes on until it is done. */
export async function breakPromise(
	tx: Tx,
	promise: PromiseRow,
	reason: (typeof FOUND_REASONS)[number],
): Promise<PromiseRow> {
	const { due_at } = promise;
	const broken = await change(tx, promise.id, {
		state: 'broken',
		broken_at: due_at,
		ended_at: due_at,
		next_at: null,
		reason,
	});
	await tell(tx, SYSTEM, promiseBroken, broken, { reason });
	return broken;
}
