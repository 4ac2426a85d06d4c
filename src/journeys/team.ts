import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { journeyGiven, journeyReturned } from './events.ts';
import { changeJourney, lockJourney } from './lock.ts';
import { tellOf } from './tell.ts';

/** A person goes on with it, from where it stands. One that is over, or with the team already, stays as it is. */
export async function giveToTeam(tx: Tx, actor: Actor, id: string): Promise<void> {
	const journey = await lockJourney(tx, actor, id);
	if (journey.state !== 'open') return;
	await changeJourney(tx, journey, { state: 'with_team' });
	await tellOf(tx, actor, journeyGiven, journey, { name: journey.shown?.name ?? 'review' });
}

/** Back to the customer, with what the team filled in; they may also take it back themselves. */
export async function returnJourney(tx: Tx, actor: Actor, id: string): Promise<void> {
	const journey = await lockJourney(tx, actor, id);
	if (journey.state !== 'with_team') return;
	await changeJourney(tx, journey, { state: 'open' });
	await tellOf(tx, actor, journeyReturned, journey, {});
}
