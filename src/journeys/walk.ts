import { holds } from './conditions.ts';
import type { Acting, Answers, Asking, AskStep, Content, Definition, Fault, Reading } from './definition.ts';
import { isSureEnough } from './policy.ts';
import type { Shape } from './shapes.ts';
import type { Answer, Heard, Source } from './tables.ts';
import { inWords } from './wording.ts';

/** Where a journey stands. */
export type Place =
	| { kind: 'needs'; assurance: 'claimed' | 'verified' }
	| { kind: 'ask'; step: AskStep; shape: Shape; asking: Asking; fault?: Fault | undefined; narrowed: boolean }
	| { kind: 'review' }
	| { kind: 'ends'; fault: Fault };

export type Walked = {
	place: Place;
	told: readonly Content[];
	/** Those that count, with what was filled in on the way. */
	answers: Record<string, Answer>;
	values: Answers;
	/** Questions answered, and questions there are as far as can be seen from here. */
	done: number;
	of: number;
};

type Walk = {
	definition: Definition;
	given: Readonly<Record<string, Answer>>;
	base: Omit<Asking, 'answers'>;
	/** The question to stop at, even where it is answered. */
	at?: string | undefined;
	/** What was said and may answer what comes; only while something changes. */
	listen?: { heard: readonly Heard[]; acting: Omit<Acting, 'answers'> } | undefined;
};

/** Goes through a service by the answers there are, up to the first question that is open. */
export async function walk(input: Walk): Promise<Walked> {
	const { definition, base } = input;
	const answers: Record<string, Answer> = {};
	const values: Answers = Object.fromEntries((definition.skipped ?? []).map((name) => [name, null]));
	const asking: Asking = { ...base, answers: values };
	let told: Content[] = [];
	const arrive = (place: Place): Walked => {
		const done = Object.keys(answers).length;
		return {
			place,
			told,
			answers: { ...ahead(input, answers), ...answers },
			values,
			done,
			of: done + left(input, values),
		};
	};
	const { audience } = definition;
	if (audience !== 'anonymous' && !isSureEnough(base.actor.assurance, audience) && base.actor.kind === 'customer')
		return arrive({ kind: 'needs', assurance: audience });
	const notForThem = await definition.eligible?.(asking);
	if (notForThem) return arrive({ kind: 'ends', fault: notForThem });
	for (const step of definition.steps) {
		if (step.kind === 'check' || !holds(step.when, values)) continue;
		if (step.kind === 'tell') {
			told = [...told, ...(await step.content(asking))];
			continue;
		}
		const found = await answerTo(input, step, asking);
		if ('place' in found) return arrive(found.place);
		answers[step.name] = found.answer;
		values[step.name] = found.answer.value;
		if (!found.filled) told = [];
		const place = await checked(input, step.name, asking);
		if (place) return arrive(place);
	}
	return arrive({ kind: 'review' });
}

type Found = { answer: Answer; filled?: boolean } | { place: Place };

async function answerTo(input: Walk, step: AskStep, before: Asking): Promise<Found> {
	const given = input.given[step.name];
	const asking = { ...before, before: given?.value };
	if (step.name === input.at) return { place: await placeOf(step, asking) };
	if (given && !given.reopened) {
		return given.stale || given.early ? readAgain(input, step, given, asking) : { answer: given };
	}
	if (given || !input.listen) return { place: await placeOf(step, asking) };
	return fill(input.listen, step, asking);
}

const NO_LONGER: Fault = { code: 'no_longer', words: 'journey_no_longer' };

/** What was answered before something else changed, or before it was asked, may still do. */
async function readAgain(input: Walk, step: AskStep, given: Answer, asking: Asking): Promise<Found> {
	const { stale: _, early, ...answer } = given;
	if (given.value === null && step.optional) return { answer };
	const shape = await step.field.shape(asking);
	const reading = await step.field.read(given.value, asking, shape);
	const kept = 'value' in reading ? await claimed(input.listen, step, reading.value, asking, given.value) : reading;
	if ('value' in kept)
		return { answer: { ...answer, ...(await inPlain(step, kept.value, asking)), value: kept.value } };
	const fault = early ? kept.fault : NO_LONGER;
	return {
		place: await placeOf(step, asking, { fault, shape: kept.among ?? shape, narrowed: kept.among !== undefined }),
	};
}

/** What they said in passing, or what we know. */
async function fill(listen: NonNullable<Walk['listen']>, step: AskStep, asking: Asking): Promise<Found> {
	const shape = await step.field.shape(asking);
	for (const { text } of listen.heard.toReversed()) {
		const heard = step.field.find?.(text, asking, shape);
		const reading = heard && 'value' in heard ? await claimed(listen, step, heard.value, asking) : heard;
		if (!reading) continue;
		if ('value' in reading) return { answer: await answerOf(step, reading.value, 'said', asking), filled: true };
		const { among, fault } = reading;
		return { place: await placeOf(step, asking, { fault, shape: among ?? shape, narrowed: among !== undefined }) };
	}
	const known = await step.field.known?.(asking);
	const kept = known === undefined ? undefined : await claimed(listen, step, known, asking);
	if (kept && 'value' in kept) return { answer: await answerOf(step, kept.value, 'known', asking), filled: true };
	return { place: await placeOf(step, asking, { shape }) };
}

/** With the words in which people read it. */
export async function answerOf(step: AskStep, value: unknown, by: Source, asking: Asking): Promise<Answer> {
	const { channel, now } = asking;
	return { value, ...(await inPlain(step, value, asking)), by, channel, at: now.toISOString() };
}

const inPlain = async ({ field }: AskStep, value: unknown, asking: Asking) => ({
	label: inWords(asking.say, { words: field.label }, asking.lang),
	shown: value === null ? '' : await field.show(value, asking),
});

/** Taken for this journey, where that is needed. */
export async function claimed(
	listen: Walk['listen'],
	{ field }: AskStep,
	value: unknown,
	asking: Asking,
	before?: unknown,
): Promise<Reading<unknown>> {
	if (!listen || !field.claim) return { value };
	return field.claim(value, { ...listen.acting, answers: asking.answers }, before);
}

type More = { fault?: Fault | undefined; shape?: Shape; narrowed?: boolean };

const placeOf = async (
	step: AskStep,
	asking: Asking,
	{ fault, shape, narrowed = false }: More = {},
): Promise<Place> => ({
	kind: 'ask',
	step,
	asking: { ...asking, answers: { ...asking.answers } },
	shape: shape ?? (await step.field.shape(asking)),
	fault,
	narrowed,
});

/** Rules over several answers are looked at as soon as the last of these is there. */
async function checked(input: Walk, answered: string, asking: Asking): Promise<Place | undefined> {
	const { steps } = input.definition;
	for (const step of steps) {
		const isDue =
			step.kind === 'check' && step.of.includes(answered) && step.of.every((name) => name in asking.answers);
		const verdict = isDue ? await step.check(asking) : undefined;
		if (!verdict) continue;
		if ('ends' in verdict) return { kind: 'ends', fault: verdict.ends };
		if (input.definition.skipped?.includes(verdict.again)) continue;
		const again = steps.find((one) => one.kind === 'ask' && one.name === verdict.again);
		if (again?.kind !== 'ask') throw new Error(`${input.definition.id} has no question ${verdict.again}`);
		return placeOf(again, asking, { fault: verdict.fault });
	}
	return undefined;
}

/** Answers to questions that come after the open one wait there. */
const ahead = ({ definition, given }: Walk, answers: Record<string, Answer>): Record<string, Answer> =>
	Object.fromEntries(
		definition.steps.flatMap((step) => {
			const answer = step.kind === 'ask' && !(step.name in answers) ? given[step.name] : undefined;
			return step.kind === 'ask' && answer ? [[step.name, answer]] : [];
		}),
	);

const left = ({ definition }: Walk, values: Answers): number =>
	definition.steps.filter((step) => step.kind === 'ask' && !(step.name in values) && holds(step.when, values)).length;
