import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { askingOf } from './asking-of.ts';
import { holds } from './conditions.ts';
import type { Answers, Asking, AskStep, Definition } from './definition.ts';
import type { Journey } from './lock.ts';
import { definitionOf } from './registry.ts';
import type { JourneyApp } from './run.ts';
import { type Prompt, promptOf } from './turn.ts';
import { walk } from './walk.ts';

type Looking = { app: JourneyApp; db: Db; actor: Actor; now: Date; lang: string };

/**
 * All questions that can be asked now, for a form that shows them together: the open one and those after it whose choices do not hang on an answer that
 * is missing; with why what was written ahead will not do. None where no question is open.
 */
export async function askable({ app, db, actor, now, lang }: Looking, stored: Journey): Promise<Prompt[]> {
	const journey = { ...stored, lang };
	const definition = definitionOf(app.services, journey);
	const base = askingOf({ db, actor, now, say: app.say, lookUp: app.lookUp, definition }, journey);
	const { place, values } = await walk({ definition, given: journey.answers, base });
	if (place.kind !== 'ask') return [];
	const asking: Asking = { ...base, answers: onlyKnown(definition, values) };
	const prompts: Prompt[] = [];
	for (const step of definition.steps) {
		const prompt = step.kind === 'ask' && !(step.name in values) ? await asked(step, asking, journey) : undefined;
		if (prompt) prompts.push(prompt);
	}
	return prompts;
}

const NOT_KNOWN_YET = new Error('this hangs on an answer that is missing');

/** Whoever looks at an answer that is missing is stopped there. */
function onlyKnown({ steps }: Definition, values: Answers): Answers {
	const names = new Set(steps.flatMap((step) => (step.kind === 'ask' ? [step.name] : [])));
	return new Proxy(values, {
		get: (known, name) => {
			if (typeof name === 'string' && names.has(name) && !(name in known)) throw NOT_KNOWN_YET;
			return Reflect.get(known, name);
		},
	});
}

/** Nothing where it does not come up, or not yet. */
async function asked(step: AskStep, asking: Asking, journey: Journey): Promise<Prompt | undefined> {
	const given = journey.answers[step.name];
	try {
		if (!holds(step.when, asking.answers)) return undefined;
		const shape = await step.field.shape(asking);
		const reading =
			given?.early && given.value !== null ? await step.field.read(given.value, asking, shape) : undefined;
		const fault = reading && 'fault' in reading ? reading.fault : undefined;
		return promptOf(
			{ kind: 'ask', step, shape, asking, fault, narrowed: false },
			{ journey, asking, faults: new Map() },
		);
	} catch (error) {
		if (error === NOT_KNOWN_YET) return undefined;
		throw error;
	}
}
