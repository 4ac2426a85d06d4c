import { contextOf, inSavepoint } from '#core/transaction.ts';
import type { Answers, Fault, Result } from './definition.ts';
import { journeyAsked, journeyDone, journeyRefused } from './events.ts';
import { keep, type Run, tell } from './run.ts';
import { SETTLE } from './settle.ts';

/** Thrown by an act that cannot be done as answered: which question to ask again, and why. What it has written by then is taken back. */
export type Refusal = Error & { name: 'Refusal'; again: string; fault: Fault };

export const refuse = (again: string, fault: Fault): Refusal =>
	Object.assign(new Error(`refused: ${fault.code}`), { name: 'Refusal' as const, again, fault });

/** Does what the service does: once, since the journey is locked and no longer open afterwards. */
export async function perform(run: Run, values: Answers): Promise<void> {
	const result = await attempt(run, values);
	if (!result) return;
	const { definition, base, journey, tx } = run;
	const kept = { result: JSON.stringify(result) };
	if (definition.outside) {
		await contextOf(tx).enqueue(tx, SETTLE, { journey: journey.id });
		await tell(run, journeyAsked, {});
		return keep(run, { ...kept, state: 'pending', asked_outside_at: base.now });
	}
	await tell(run, journeyDone, { seconds: secondsOf(run) });
	await keep(run, { ...kept, state: 'done', done_at: base.now, undo_until: undoUntil(run) });
}

export const secondsOf = ({ base, journey }: Run): number =>
	Math.round((base.now.getTime() - journey.begun_at.getTime()) / 1_000);

export const undoUntil = ({ definition: { undo }, base }: Run): Date | null =>
	undo ? new Date(base.now.getTime() + undo.minutes * 60_000) : null;

async function attempt(run: Run, answers: Answers): Promise<Result | undefined> {
	const { definition, base, tx } = run;
	try {
		return await inSavepoint(tx, () => definition.act({ ...base, answers }));
	} catch (error) {
		if (!isRefusal(error)) throw error;
		await askAgain(run, error);
		return undefined;
	}
}

async function askAgain(run: Run, { again: name, fault }: Refusal): Promise<void> {
	const before = run.answers[name];
	if (before) run.answers = { ...run.answers, [name]: { ...before, reopened: true } };
	run.faults.set(name, fault);
	await tell(run, journeyRefused, { name, code: fault.code });
	await keep(run);
}

const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal';
