import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { narrowedTo } from './answer.ts';
import { askingOf } from './asking-of.ts';
import type { Answers, Asking, Content, Definition, Fault, Line, Result } from './definition.ts';
import type { Journey } from './lock.ts';
import { definitionOf } from './registry.ts';
import type { JourneyApp, Run } from './run.ts';
import type { Shape } from './shapes.ts';
import type { JourneyState, Source } from './tables.ts';
import { type Place, walk } from './walk.ts';
import { inWords, type Wording } from './wording.ts';

export type Said = { code: string; text: string };

/** A question, ready to be shown. */
export type Prompt = {
	name: string;
	label: string;
	hint?: string | undefined;
	shape: Shape;
	optional: boolean;
	/** Why what was said before did not do. */
	fault?: Said | undefined;
	/** Not all there is to choose from, but what fits to what was said. */
	narrowed: boolean;
	/** From which on, in a dialogue that shows a few at a time. */
	from: number;
	/** What was answered before, where it is asked again. */
	before?: unknown;
};

export type Known = Line & { name: string; raw: unknown; by: Source; at: string };

type Head = Pick<Journey, 'id' | 'service' | 'settings_version' | 'code' | 'lang' | 'channel' | 'updated_at'> & {
	title: string;
	state: JourneyState;
};

/** What a channel shows of a journey, in the language of whoever looks. */
export type Turn = {
	journey: Head;
	/** To be said before the question. */
	told: readonly Content[];
	ask?: Prompt;
	/** What it comes to, before anything happens. */
	review?: { lines: readonly Known[]; more: readonly Line[]; confirm: string };
	needs?: 'claimed' | 'verified';
	/** Why it cannot go on. */
	ends?: Said;
	result?: Result & { undo_until: Date | null };
	/** By question; under '' what was not understood at all. */
	faults: Record<string, Said>;
	answers: readonly Known[];
	progress: { done: number; of: number };
};

type Looking = { app: JourneyApp; db: Db; actor: Actor; now: Date; lang?: string | undefined };
type Faults = ReadonlyMap<string, Fault>;

/** How a journey stands, for whoever may read it: the caller has seen to that. Changes nothing. */
export async function turnOf({ app, lang, ...looking }: Looking, stored: Journey): Promise<Turn> {
	const journey = { ...stored, lang: lang ?? stored.lang };
	const definition = definitionOf(app.services, journey);
	const base = askingOf({ ...looking, say: app.say, lookUp: app.lookUp, definition }, journey);
	return turnAfter({ definition, journey, base, faults: new Map() });
}

type After = Pick<Run, 'definition' | 'journey' | 'faults' | 'walked'> & { base: Omit<Asking, 'answers'> };

/** How it stands after something was said or done, and what of that would not do. */
export async function turnAfter({ definition, journey, base, faults, walked: seen }: After): Promise<Turn> {
	const isOpen = journey.state === 'open' || journey.state === 'with_team';
	const walked = isOpen ? (seen ?? (await walk({ definition, given: journey.answers, base }))) : undefined;
	const asking: Asking = { ...base, answers: walked?.values ?? plainly(journey) };
	const answers = await knownOf(definition, journey, asking);
	const { id, service, settings_version, state, code, lang, channel, updated_at } = journey;
	const turn: Turn = {
		journey: {
			id,
			service,
			settings_version,
			title: worded(asking, definition.title),
			state,
			code,
			lang,
			channel,
			updated_at,
		},
		told: walked?.told ?? [],
		faults: Object.fromEntries([...faults].map(([name, fault]) => [name, said(asking, fault)])),
		answers,
		progress: { done: walked?.done ?? answers.length, of: walked?.of ?? answers.length },
	};
	if (walked) return { ...turn, ...(await standing(walked.place, { definition, journey, asking, answers, faults })) };
	return journey.result ? { ...turn, result: { ...journey.result, undo_until: journey.undo_until } } : turn;
}

type Standing = { definition: Definition; journey: Journey; asking: Asking; answers: readonly Known[]; faults: Faults };

async function standing(place: Place, at: Standing): Promise<Partial<Turn>> {
	const { definition, asking, answers } = at;
	if (place.kind === 'needs') return { needs: place.assurance };
	if (place.kind === 'ends') return { ends: said(asking, place.fault) };
	if (place.kind === 'ask') return { ask: promptOf(place, at) };
	const more = (await definition.receipt?.(asking)) ?? [];
	return { review: { lines: answers, more, confirm: worded(asking, definition.confirm) } };
}

/** A question that stands open, in words. */
export function promptOf(
	{ step, shape, ...place }: Extract<Place, { kind: 'ask' }>,
	{ journey, asking, faults }: Pick<Standing, 'journey' | 'asking' | 'faults'>,
): Prompt {
	const { shown } = journey;
	const narrowed = shown !== null && shown.narrowed && shown.name === step.name;
	const fault = faults.get(step.name) ?? place.fault;
	const { label, hint } = step.field;
	return {
		name: step.name,
		label: worded(asking, label),
		hint: hint && worded(asking, hint),
		shape: narrowed ? narrowedTo(shape, shown.values) : shape,
		optional: step.optional,
		fault: fault && said(asking, fault),
		narrowed,
		from: shown?.name === step.name ? shown.from : 0,
		before: journey.answers[step.name]?.value,
	};
}

const worded = ({ say, lang }: Asking, words: Wording): string => inWords(say, { words }, lang);
const said = ({ say, lang }: Asking, { code, ...fault }: Fault): Said => ({ code, text: inWords(say, fault, lang) });

/** Of a journey that is over: all that was answered. */
export const plainly = ({ answers }: Journey): Answers =>
	Object.fromEntries(Object.entries(answers).map(([name, { value }]) => [name, value]));

async function knownOf(definition: Definition, journey: Journey, asking: Asking): Promise<Known[]> {
	const known: Known[] = [];
	for (const step of definition.steps) {
		const answer = step.kind === 'ask' && step.name in asking.answers ? journey.answers[step.name] : undefined;
		if (step.kind !== 'ask' || !answer || answer.value === null) continue;
		const { label, schema } = step.field;
		// An answer to an older version may not be what this one understands.
		const { data, success } = schema.safeParse(answer.value);
		known.push({
			name: step.name,
			label: worded(asking, label),
			value: success ? await step.field.show(data, asking) : String(answer.value),
			raw: answer.value,
			by: answer.by,
			at: answer.at,
		});
	}
	return known;
}
