import { journeyStopped } from './events.ts';
import { keep, type Run, tell } from './run.ts';

/** The customer wants it no longer; what was held for it is free again. */
export async function stop(run: Run): Promise<Run> {
	await releaseAll(run);
	await tell(run, journeyStopped, {});
	await keep(run, { state: 'stopped' });
	return run;
}

export async function releaseAll({ definition, answers, base }: Run): Promise<void> {
	for (const step of definition.steps) {
		const answer = step.kind === 'ask' ? answers[step.name] : undefined;
		if (step.kind === 'ask' && answer) await step.field.release?.(answer.value, { ...base, answers: {} });
	}
}
