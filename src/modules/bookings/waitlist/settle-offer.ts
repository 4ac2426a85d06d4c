import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import type { JourneyApp } from '#journeys/run.ts';
import { waitingRefused } from '../events.ts';
import { MOST_UNANSWERED } from './kinds.ts';
import { takeBack } from './leave-waitlist.ts';
import { changeWaiting, endWaiting, NO_OFFER, tellWaiting, type WaitingRow } from './waiting-entry.ts';

/** Notes what became of an offer. Whoever declined goes on waiting; so does who did not answer, some times. */
export async function settleOffer(app: JourneyApp, tx: Tx, entry: WaitingRow): Promise<void> {
	if (entry.state !== 'offered') return;
	const journey = await tx
		.selectFrom('journeys')
		.select('state')
		.where('id', '=', entry.journey_id)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (journey?.state === 'done') return endWaiting(tx, SYSTEM, entry, 'taken');
	// Somebody on the team looks after it.
	if (journey?.state === 'with_team') return;
	if (journey?.state !== 'open') return goOnWaiting(tx, entry, 'declined');
	if (entry.offer_until && entry.offer_until > now(tx)) return;
	await takeBack(app, tx, entry.journey_id);
	await goOnWaiting(tx, entry, 'lapsed');
}

async function goOnWaiting(tx: Tx, entry: WaitingRow, how: 'declined' | 'lapsed'): Promise<void> {
	const unanswered = how === 'lapsed' ? entry.unanswered + 1 : 0;
	await tellWaiting(tx, SYSTEM, entry, waitingRefused, { how });
	if (unanswered >= MOST_UNANSWERED) return endWaiting(tx, SYSTEM, entry, 'unanswered');
	await changeWaiting(tx, entry.id, { ...NO_OFFER, state: 'waiting', unanswered });
}
