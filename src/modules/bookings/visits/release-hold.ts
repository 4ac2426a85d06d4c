import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { isProblem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { visitReleased } from '../events.ts';
import { about } from './book-visit.ts';
import { lockVisit } from './lock-visit.ts';

/** Gives up what is held. What is gone already, or was booked, stays as it is. */
export async function releaseHold(tx: Tx, actor: Actor, id: string): Promise<void> {
	const visit = await lockVisit(tx, actor, id).catch((error: unknown) => {
		if (isProblem(error) && error.code === 'not_found') return undefined;
		throw error;
	});
	if (visit?.state !== 'held') return;
	await record(tx, actor, visitReleased, { ...about(visit), payload: {} });
	await tx.deleteFrom('visits').where('id', '=', visit.id).execute();
}
