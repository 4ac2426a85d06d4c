import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { readCommand } from '#core/reading/answers/read-command.ts';
import { readOrdinal } from '#core/reading/answers/read-ordinal.ts';
import { answer, settle, seen } from './answer.ts';
import { goOn } from './go-on.ts';
import { perform } from './perform.ts';
import { changeOf, confirms, pressed } from './pressed.ts';
import { askStepOf, type Door, type JourneyApp, openRun, proceed, type Run } from './run.ts';
import { showAll } from './show-all.ts';
import { stepBack } from './step-back.ts';
import { stop } from './stop.ts';
import type { Place } from './walk.ts';

export type Taking = Door & {
	journey: string;
	/** What was typed or said, or the value of what was pressed. Nothing: only look where it stands now. */
	input?: unknown;
};

/** What is pressed or said when everything is answered. */
export const CONFIRM = 'confirm';
export const CHANGE = 'change:';

/** So many are shown at a time where not all can be. */
export const AT_ONCE = 6;

/** Remembered of what was said, in case that it answers what comes later. */
const MOST_HEARD = 10;
const LONGEST_HEARD = 1_000;

/**
 * One turn of a dialogue: reads what was said as an answer to what was asked, as a wish to go back, skip, stop or confirm, as the correction of an answer
 * given before, or as the answer to something that has not been asked yet.
 */
export async function take(app: JourneyApp, tx: Tx, actor: Actor, { input, ...where }: Taking): Promise<Run> {
	const run = await openRun(app, tx, actor, where);
	const isOpen = run.journey.state === 'open' || (run.journey.state === 'with_team' && actor.kind !== 'customer');
	if (!isOpen) return run;
	const { place, values } = await proceed(run);
	if (input === undefined) {
		await goOn(run);
		return run;
	}
	const lang = run.base.lang;
	const command = typeof input === 'string' ? (readCommand(input, { lang }) ?? pressed(run, input)) : undefined;
	if (command === 'stop') return stop(run);
	if (command === 'back') return stepBack(run);
	if (command === 'more') return showMore(run);
	if (place.kind === 'review') return atReview(run, input, command === 'confirm', () => perform(run, values));
	if (place.kind === 'ask') await hear(run, place, command === 'skip' ? null : input);
	await goOn(run);
	return run;
}

/** The next few; what was narrowed down is all of it again. */
async function showMore(run: Run): Promise<Run> {
	const { shown } = run;
	if (shown?.narrowed) return showAll(run);
	if (shown) run.shown = { ...shown, from: shown.from + AT_ONCE < shown.values.length ? shown.from + AT_ONCE : 0 };
	await goOn(run);
	return run;
}

async function hear(run: Run, place: Extract<Place, { kind: 'ask' }>, input: unknown): Promise<void> {
	const { step, asking } = place;
	const meant = typeof input === 'string' ? (chosen(run, step.name, input) ?? input) : input;
	if (await answer(run, step, meant)) return remember(run, step.name, input);
	if (typeof input !== 'string') return;
	const found = step.field.find?.(input, asking, seen(run, place));
	if (found) {
		run.faults.delete(step.name);
		await settle(run, place, found, 'said');
		return remember(run, step.name, input);
	}
	if (await correct(run, input)) run.faults.delete(step.name);
	else await remember(run, step.name, input);
}

/** "The second": of what was last shown, whatever there is by now. */
function chosen({ shown, base }: Run, name: string, input: string): string | undefined {
	if (shown?.name !== name || shown.values.length === 0) return undefined;
	const index = readOrdinal(input, { lang: base.lang, count: shown.values.length });
	return index === undefined ? undefined : shown.values[index];
}

/** A text that answers a question asked for texts is used up by it. */
async function remember(run: Run, name: string, input: unknown): Promise<void> {
	const shape = askStepOf(run, name)?.field.find;
	if (typeof input !== 'string' || (run.answers[name] && !shape)) return;
	const text = input.slice(0, LONGEST_HEARD);
	run.heard = [...run.heard, { text, at: run.base.now.toISOString() }].slice(-MOST_HEARD);
}

/** Something that was answered already is said anew, and otherwise. */
async function correct(run: Run, text: string): Promise<boolean> {
	const { values } = await proceed(run);
	for (const step of run.definition.steps) {
		if (step.kind !== 'ask' || !(step.name in values) || !step.field.find) continue;
		const { place } = await proceed(run, step.name);
		if (place.kind !== 'ask' || place.step.name !== step.name) continue;
		const found = step.field.find(text, place.asking, place.shape);
		if (!found || !('value' in found) || JSON.stringify(found.value) === JSON.stringify(values[step.name])) continue;
		return settle(run, place, found, 'said');
	}
	return false;
}

async function atReview(run: Run, input: unknown, confirmed: boolean, act: () => Promise<void>): Promise<Run> {
	const text = typeof input === 'string' ? input : '';
	if (confirmed || text === CONFIRM || confirms(run, text)) {
		await act();
		return run;
	}
	const name = changeOf(run, text) ?? (text.startsWith(CHANGE) ? text.slice(CHANGE.length) : '');
	if (askStepOf(run, name)) return stepBack(run, name);
	if (!(await correct(run, text))) run.faults.set('', { code: 'not_understood', words: 'journey_review_unclear' });
	await goOn(run);
	return run;
}
