import type { AskStep, Fault, Reading } from './definition.ts';
import { journeyAnswered, journeyRefused } from './events.ts';
import { proceed, type Run, staleAfter, tell } from './run.ts';
import { type Shape, valuesOf } from './shapes.ts';
import type { Source } from './tables.ts';
import { answerOf, claimed, type Place } from './walk.ts';

const NOT_YET: Fault = { code: 'not_yet', words: 'journey_not_yet' };
const REQUIRED: Fault = { code: 'required', words: 'journey_required' };

type At = Extract<Place, { kind: 'ask' }>;

/** Answers one question, whichever it is; what would not do stands in `run.faults`. Nothing where the question does not come up. */
export async function answer(run: Run, step: AskStep, input: unknown): Promise<boolean> {
	const { place } = await proceed(run, step.name);
	if (place.kind !== 'ask') return fail(run, step, NOT_YET);
	if (place.step.name !== step.name) return keepEarly(run, step, input);
	if (isNothing(input)) return step.optional ? set(run, place, null, 'asked') : fail(run, step, REQUIRED);
	return settle(run, place, await step.field.read(input, place.asking, seen(run, place)));
}

/** Forms and programs answer in any order. */
function keepEarly(run: Run, step: AskStep, input: unknown): boolean {
	// A field that was left empty because it was not its turn yet is no answer: perhaps we know it.
	if (isNothing(input) && !step.optional) return false;
	const { channel, now } = run.base;
	const given = { value: isNothing(input) ? null : input, label: '', shown: '', channel, at: now.toISOString() };
	run.answers = { ...run.answers, [step.name]: { ...given, by: 'asked', early: true } };
	return true;
}

/** Keeps what was read, or says why not; what is left to choose from is what is offered next. */
export async function settle(
	run: Run,
	{ step, asking }: At,
	reading: Reading<unknown>,
	by: Source = 'asked',
): Promise<boolean> {
	const listen = { heard: run.heard, acting: run.base };
	const kept =
		'value' in reading ? await claimed(listen, step, reading.value, asking, run.answers[step.name]?.value) : reading;
	if ('value' in kept) return set(run, { step, asking }, kept.value, by);
	if (kept.among) run.shown = { name: step.name, values: valuesOf(kept.among), narrowed: true, from: 0 };
	return kept.fault ? fail(run, step, kept.fault) : false;
}

/** What there is to choose from as the customer saw it: what is new since is not meant. */
export function seen({ shown }: Run, { step, shape }: At): Shape {
	if (!shown?.narrowed || shown.name !== step.name) return shape;
	return narrowedTo(shape, shown.values);
}

export function narrowedTo(shape: Shape, values: readonly string[]): Shape {
	if (shape.kind === 'choice') {
		const options = shape.options.filter(({ value }) => values.includes(value));
		return options.length > 0 ? { ...shape, options } : shape;
	}
	if (shape.kind !== 'time') return shape;
	const offers = shape.offers.filter(({ value }) => values.includes(value));
	return offers.length > 0 ? { ...shape, offers } : shape;
}

async function set(
	run: Run,
	{ step, asking }: Pick<At, 'step' | 'asking'>,
	value: unknown,
	by: Source,
): Promise<boolean> {
	const before = run.answers[step.name];
	const changed = before !== undefined && JSON.stringify(before.value) !== JSON.stringify(value);
	run.answers = { ...run.answers, [step.name]: await answerOf(step, value, by, asking) };
	if (changed) staleAfter(run, step.name);
	if (run.shown?.name === step.name) run.shown = null;
	run.faults.delete(step.name);
	await tell(run, journeyAnswered, { name: step.name, by });
	return true;
}

async function fail(run: Run, step: AskStep, fault: Fault): Promise<boolean> {
	run.faults.set(step.name, fault);
	await tell(run, journeyRefused, { name: step.name, code: fault.code });
	return false;
}

const isNothing = (input: unknown): boolean =>
	input === null ||
	input === undefined ||
	(typeof input === 'string' && input.trim() === '') ||
	(Array.isArray(input) && input.length === 0);
