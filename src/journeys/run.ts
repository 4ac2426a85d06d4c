import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { EventKind } from '#core/events/define.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Settings } from '#core/settings.ts';
import { now } from '#core/transaction.ts';
import { askingOf } from './asking-of.ts';
import type { Acting, AskStep, Definition, Fault, LookUp } from './definition.ts';
import { journeyResumed, journeyUpgraded } from './events.ts';
import { changeJourney, type Journey, lockJourney } from './lock.ts';
import { noteProof } from './note-proof.ts';
import { definitionOf, type Services } from './registry.ts';
import type { Answer, Heard, JourneyState, Shown } from './tables.ts';
import { tellOf } from './tell.ts';
import { walk, type Walked } from './walk.ts';

/** What journeys need of the app. */
export type JourneyApp = { services: Services; say: Say; settings: Settings; lookUp?: LookUp | undefined };

/** Through which door something is said, and in which language; as before where it is not told. */
export type Door = { channel?: string | undefined; lang?: string | undefined };

/** A journey that is being changed: under its lock, from its stored state to the next. */
export type Run = {
	app: JourneyApp;
	tx: Tx;
	actor: Actor;
	definition: Definition;
	journey: Journey;
	base: Omit<Acting, 'answers'>;
	answers: Record<string, Answer>;
	heard: Heard[];
	shown: Shown | null;
	/** What would not do of what was just said, by question. */
	faults: Map<string, Fault>;
	/** Where it stands, as long as that is what was stored last. */
	walked?: Walked | undefined;
};

type Opened = Door & { journey: string };

/** Locks it, brings it to the newest version of its service, and notes through which door it goes on. */
export async function openRun(app: JourneyApp, tx: Tx, actor: Actor, { journey: id, ...door }: Opened): Promise<Run> {
	const journey = await lockJourney(tx, actor, id);
	const run = runOf(app, tx, actor, journey, door);
	if (journey.state !== 'open') return run;
	await noteProof(tx, actor, journey);
	if (door.channel && door.channel !== journey.channel) await tell(run, journeyResumed, { with_code: false });
	await upgrade(run);
	return run;
}

export function runOf(app: JourneyApp, tx: Tx, actor: Actor, stored: Journey, door: Door): Run {
	const definition = definitionOf(app.services, stored);
	const { channel = stored.channel, lang = stored.lang } = door;
	const journey = { ...stored, channel, lang };
	return {
		app,
		tx,
		actor,
		definition,
		journey,
		base: askingOf({ db: tx, actor, now: now(tx), say: app.say, lookUp: app.lookUp, definition }, journey),
		answers: journey.answers,
		heard: journey.heard,
		shown: journey.shown,
		faults: new Map(),
	};
}

/** `at`: up to this question, even where it is answered. Without it what is found on the way is kept. */
export async function proceed(run: Run, at?: string): Promise<Walked> {
	const { definition, answers: given, base, heard } = run;
	const listen = at === undefined ? { heard, acting: base } : undefined;
	const walked = await walk({ definition, given, base, at, listen });
	if (at === undefined) run.answers = walked.answers;
	return walked;
}

type Kept = {
	state?: JourneyState;
	result?: string;
	done_at?: Date;
	undo_until?: Date | null;
	asked_outside_at?: Date | null;
};

/** Stores where it has come to. */
export async function keep(run: Run, changes: Kept = {}): Promise<void> {
	const { answers, heard, shown, journey, definition } = run;
	run.walked = undefined;
	run.journey = await changeJourney(run.tx, journey, {
		channel: journey.channel,
		lang: journey.lang,
		service_version: definition.version,
		answers: JSON.stringify(answers),
		heard: JSON.stringify(heard),
		shown: shown && JSON.stringify(shown),
		...changes,
	});
}

export const tell = <P extends object>(
	{ tx, actor, journey, definition }: Run,
	kind: EventKind<P & About>,
	payload: P,
): Promise<void> => tellOf(tx, actor, kind, { ...journey, service_version: definition.version }, payload);

type About = Pick<Journey, 'service' | 'service_version' | 'settings_version'>;

export const askStepOf = ({ definition }: { definition: Definition }, name: string): AskStep | undefined =>
	definition.steps.find((step): step is AskStep => step.kind === 'ask' && step.name === name);

/** Everything after a question is read again before it counts. */
export function staleAfter(run: Run, name: string): void {
	const steps = run.definition.steps;
	const later = steps.slice(steps.findIndex((step) => step.kind === 'ask' && step.name === name) + 1);
	for (const step of later) {
		const answer = step.kind === 'ask' && run.answers[step.name];
		if (step.kind === 'ask' && answer) run.answers = { ...run.answers, [step.name]: { ...answer, stale: true } };
	}
}

/** Answers to an older version are read again by the one that is in force, and asked again where they no longer do. */
async function upgrade(run: Run): Promise<void> {
	const { journey, definition } = run;
	if (journey.service_version === definition.version) return;
	run.answers = Object.fromEntries(
		Object.entries(run.answers).map(([name, answer]) => [name, { ...answer, stale: true as const }]),
	);
	const { answers, values } = await proceed(run);
	const asked_again = Object.keys(answers).filter((name) => !(name in values));
	await tell(run, journeyUpgraded, { from_version: journey.service_version, asked_again });
}
