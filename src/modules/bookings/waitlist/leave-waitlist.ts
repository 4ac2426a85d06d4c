import { type Actor, SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { type JourneyApp, openRun } from '#journeys/run.ts';
import { stop } from '#journeys/stop.ts';
import { endWaiting, lockWaiting } from './waiting-entry.ts';

/** They wait no longer; what was kept for them is free again. A second time changes nothing. */
export async function leaveWaitlist(app: JourneyApp, tx: Tx, actor: Actor, id: string): Promise<void> {
	const entry = await lockWaiting(tx, actor, id);
	if (entry.state === 'ended') return;
	await takeBack(app, tx, entry.journey_id);
	await endWaiting(tx, actor, entry, 'left');
}

/** Ends a journey in which a time was offered, if it was not taken. */
export async function takeBack(app: JourneyApp, tx: Tx, journey: string | null): Promise<void> {
	if (!journey) return;
	const run = await openRun(app, tx, SYSTEM, { journey });
	if (run.journey.state === 'open') await stop(run);
}
