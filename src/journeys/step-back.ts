import { journeySteppedBack } from './events.ts';
import { goOn } from './go-on.ts';
import { proceed, type Run, tell } from './run.ts';

/** To the question before, or to the one that is named: it is asked again, and what was answered to it is shown. */
export async function stepBack(run: Run, name?: string): Promise<Run> {
	const to = name ?? (await lastAnswered(run));
	const before = to === undefined ? undefined : run.answers[to];
	if (to !== undefined && before) {
		run.answers = { ...run.answers, [to]: { ...before, reopened: true } };
		run.shown = null;
		await tell(run, journeySteppedBack, { name: to });
	}
	await goOn(run);
	return run;
}

async function lastAnswered(run: Run): Promise<string | undefined> {
	const { values } = await proceed(run);
	return run.definition.steps.flatMap((step) => (step.kind === 'ask' && step.name in values ? [step.name] : [])).at(-1);
}
