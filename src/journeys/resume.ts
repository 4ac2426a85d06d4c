import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { codeIn } from './code.ts';
import { journeyResumed } from './events.ts';
import { isDeclared } from './registry.ts';
import { type Door, type JourneyApp, runOf, tell } from './run.ts';
import type { Journey } from './lock.ts';
import './tables.ts';

/** By one address: a code must not be found by trying. */
export const CODES_TRIED_AN_HOUR = { name: 'journey-codes', count: 30, seconds: 3_600 };

/** Whether something that looks like a code is one. */
export async function isCode(db: Db, code: string): Promise<boolean> {
	const found = await db.selectFrom('journeys').select('id').where('code', '=', code).executeTakeFirst();
	return found !== undefined;
}

/** Goes on with a journey by its code, on whichever device. Throws `not_found` for a code that is none. */
export async function resumeJourney(
	app: JourneyApp,
	tx: Tx,
	actor: Actor,
	{ code, ...door }: Door & { code: string },
): Promise<Journey> {
	authorise(actor.id !== '', actor);
	const plain = codeIn(code);
	const journey = plain
		? await tx.selectFrom('journeys').selectAll().where('code', '=', plain).executeTakeFirst()
		: undefined;
	if (!journey || !isDeclared(app.services, journey.service))
		throw problem('not_found', { detail: 'There is no journey with this code.' });
	const held = await tx
		.insertInto('journey_holders')
		.values({ journey_id: journey.id, customer_id: actor.id, at: now(tx) })
		.onConflict((oc) => oc.doNothing())
		.executeTakeFirst();
	if (held.numInsertedOrUpdatedRows)
		await tell(runOf(app, tx, actor, journey, door), journeyResumed, { with_code: true });
	return journey;
}
