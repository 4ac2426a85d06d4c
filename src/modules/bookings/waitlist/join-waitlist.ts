import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Answers } from '#journeys/definition.ts';
import { claimEmail } from '#modules/customers/index.ts';
import { waitingJoined } from '../events.ts';
import { canBookFor } from '../policy.ts';
import { type DayPart, MOST_WAITING } from './kinds.ts';
import { tellWaiting } from './waiting-entry.ts';

export type Wish = {
	customer: string;
	/** What is done once there is a time, and its answers but for that. */
	service: string;
	answers: Answers;
	/** Where to write to. */
	email: string;
	/** Calendar days by the clocks of `zone`, the last one included. */
	from_day: string | null;
	until_day: string;
	part: DayPart;
	zone: string;
	lang: string;
};

/** Puts somebody on the waitlist. Throws `conflict` for who waits for as much as one may already. */
export async function joinWaitlist(
	tx: Tx,
	actor: Actor,
	{ customer, answers, ...wish }: Wish,
): Promise<{ id: string }> {
	authorise(canBookFor(actor, customer), actor);
	// Locks the customer, so that two who join at once are counted one after the other.
	await claimEmail(tx, actor, wish.email, customer);
	await requireRoom(tx, customer);
	const at = now(tx);
	const entry = await tx
		.insertInto('waitlist')
		.values({
			...wish,
			customer_id: customer,
			id: newId(at),
			answers: JSON.stringify(answers),
			state: 'waiting',
			created_at: at,
			updated_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await tellWaiting(tx, actor, entry, waitingJoined, { service: wish.service });
	return { id: entry.id };
}

async function requireRoom(tx: Tx, customer: string): Promise<void> {
	const { count } = await tx
		.selectFrom('waitlist')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('customer_id', '=', customer)
		.where('state', '!=', 'ended')
		.executeTakeFirstOrThrow();
	if (count < MOST_WAITING) return;
	throw problem('conflict', { detail: `At most ${MOST_WAITING} at once.`, current: { code: 'too_many' } });
}
