import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { journeyUndone } from './events.ts';
import { type Door, type JourneyApp, keep, openRun, type Run, tell } from './run.ts';
import { plainly } from './turn.ts';

/** Takes back what a journey did, while its window is open. Throws `conflict` afterwards; done twice it changes nothing. */
export async function undoJourney(
	app: JourneyApp,
	tx: Tx,
	actor: Actor,
	where: Door & { journey: string },
): Promise<Run> {
	const run = await openRun(app, tx, actor, where);
	const { journey, definition, base } = run;
	if (journey.state === 'undone') return run;
	const inTime = journey.undo_until !== null && journey.undo_until > base.now;
	if (journey.state !== 'done' || !journey.result || !definition.undo || !inTime)
		throw problem('conflict', { detail: 'This can no longer be undone.' });
	await definition.undo.undo({ ...base, answers: plainly(journey) }, journey.result);
	await tell(run, journeyUndone, {});
	await keep(run, { state: 'undone', undo_until: null });
	return run;
}
