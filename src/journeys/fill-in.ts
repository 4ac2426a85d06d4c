import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { answer } from './answer.ts';
import type { Answers } from './definition.ts';
import { goOn } from './go-on.ts';
import { perform } from './perform.ts';
import { type Door, type JourneyApp, openRun, type Run } from './run.ts';
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
	{ values, confirm, ...where }: Filling,
): Promise<Run> {
	const run = await openRun(app, tx, actor, where);
	const isOpen = run.journey.state === 'open' || (run.journey.state === 'with_team' && actor.kind !== 'customer');
	if (!isOpen) return run;
	for (const step of run.definition.steps)
		if (step.kind === 'ask' && step.name in values) await answer(run, step, values[step.name]);
	const { place, values: all } = await (confirm ? leavingOut(run) : goOn(run));
	if (confirm && run.faults.size === 0 && place.kind === 'review' && run.journey.state === 'open')
		await perform(run, all);
	return run;
}

/** Whoever says that this is all leaves out what may be left out. */
async function leavingOut(run: Run): Promise<Walked> {
	const walked = await goOn(run);
	const { place } = walked;
	if (place.kind !== 'ask' || !place.step.optional || place.fault || place.narrowed || run.faults.size > 0)
		return walked;
	await answer(run, place.step, null);
	return leavingOut(run);
}
