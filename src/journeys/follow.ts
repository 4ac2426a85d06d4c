import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { beginJourney } from './begin.ts';
import { changeJourney, lockJourney } from './lock.ts';
import { type Door, type JourneyApp, openRun, type Run } from './run.ts';

/**
 * Goes on with the service to which a journey has led, with the answers it brings along: once, so that a second time leads to the same journey. They come from
 * what was stored, whatever is sent. Throws `conflict` where it leads nowhere.
 */
export async function followJourney(
	app: JourneyApp,
	tx: Tx,
	actor: Actor,
	{ journey: id, ...door }: Door & { journey: string },
): Promise<Run> {
	authorise(actor.id !== '', actor);
	const before = await lockJourney(tx, actor, id);
	const { result, state, customer_id: customer, lang, zone } = before;
	const next = state === 'done' ? result?.next : undefined;
	if (!result || !next || !app.services.has(next.service))
		throw problem('conflict', { detail: 'This journey does not lead to another.' });
	if (next.journey) return openRun(app, tx, actor, { journey: next.journey, ...door });
	const { service, answers: brought } = next;
	const run = await beginJourney(app, tx, actor, { lang, ...door, service, zone, brought, customer });
	await tx
		.insertInto('journey_holders')
		.columns(['journey_id', 'customer_id', 'at'])
		.expression((eb) =>
			eb
				.selectFrom('journey_holders')
				.select([eb.val(run.journey.id).$castTo<string>().as('journey_id'), 'customer_id', 'at'])
				.where('journey_id', '=', id),
		)
		.execute();
	const followed = { ...result, next: { ...next, journey: run.journey.id } };
	await changeJourney(tx, before, { result: JSON.stringify(followed) });
	return run;
}
