import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { answer } from './answer.ts';
import type { Answers } from './definition.ts';
import { arrive, confirm } from './go-on.ts';
import { type Door, type JourneyApp, openRun, proceed, type Run } from './run.ts';
import type { Walked } from './walk.ts';

export type Filling = Door & {
	journey: string;
	/** By the names of the questions. */
	values: Answers;
	/** Do it, if nothing is open and nothing was wrong. */
	confirm?: boolean | undefined;
};

/** By one customer, through whichever door. */
export const SUBMITS_A_MINUTE = { name: 'journey-submits', count: 30, seconds: 60 };

/** Answers many questions at once, as a form does, in the order of the service; what would not do stands in `faults`, and the rest is kept. */
export async function fillIn(
	app: JourneyApp,
	tx: Tx,
	actor: Actor,
	{ values, confirm: confirmed, ...where }: Filling,
): Promise<Run> {
	const run = await openRun(app, tx, actor, where);
	const isOpen = run.journey.state === 'open' || (run.journey.state === 'with_team' && actor.kind !== 'customer');
	if (!isOpen) return run;
	for (const step of run.definition.steps)
		if (step.kind === 'ask' && step.name in values) await answer(run, step, values[step.name]);
	const walked = await (confirmed ? leavingOut(run) : proceed(run));
	const isWhole = walked.place.kind === 'review' && run.faults.size === 0 && run.journey.state === 'open';
	await (confirmed && isWhole ? confirm(run, walked) : arrive(run, walked));
	return run;
}

/** Whoever says that this is all leaves out what may be left out. */
async function leavingOut(run: Run): Promise<Walked> {
	const walked = await proceed(run);
	const { place } = walked;
	if (place.kind !== 'ask' || !place.step.optional || place.fault || place.narrowed || run.faults.size > 0)
		return walked;
	await answer(run, place.step, null);
	return leavingOut(run);
}
