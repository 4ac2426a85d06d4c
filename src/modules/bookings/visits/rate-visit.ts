import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { visitRated } from '../events.ts';
import type { Rated } from '../kinds.ts';
import { canChange } from '../policy.ts';
import { about } from './book-visit.ts';
import { lockVisit } from './lock-visit.ts';

export type VisitRating = {
	/** Its id or code. */
	visit: string;
	/** From 1, bad, to 5, good. */
	stars: number;
	good: readonly Rated[];
	bad: readonly Rated[];
	comment: string;
	/** They would like to be rung up about it. */
	call: boolean;
	journey?: string | undefined;
};

/** Notes what a customer thought of a visit. Throws `conflict` where it is not done, or was rated before. */
export async function rateVisit(
	tx: Tx,
	actor: Actor,
	{ visit: idOrCode, journey, ...rating }: VisitRating,
): Promise<{ id: string; code: string }> {
	const visit = await lockVisit(tx, actor, idOrCode);
	authorise(canChange(actor, visit), actor);
	if (visit.state !== 'done') throw problem('conflict', { detail: 'This visit has not taken place.' });
	const { stars, call } = rating;
	const [good, bad] = [[...rating.good], [...rating.bad]];
	const kept = await tx
		.insertInto('visit_ratings')
		.values({
			...rating,
			visit_id: visit.id,
			customer_id: visit.customer_id,
			journey_id: journey ?? null,
			good,
			bad,
			created_at: now(tx),
		})
		.onConflict((oc) => oc.doNothing())
		.executeTakeFirst();
	if (!kept.numInsertedOrUpdatedRows) throw problem('conflict', { detail: 'This visit has been rated.' });
	await record(tx, actor, visitRated, {
		...about(visit),
		payload: { stars, good, bad, call, ...(journey && { journey_id: journey }) },
	});
	return { id: visit.id, code: visit.code };
}
