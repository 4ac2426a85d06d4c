import type { Actor } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Settings } from '#core/settings.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { beginJourney } from '#journeys/begin.ts';
import { followJourney } from '#journeys/follow.ts';
import { type Journey, readJourney } from '#journeys/lock.ts';
import { isDeclared, type Services } from '#journeys/registry.ts';
import { resumeJourney } from '#journeys/resume.ts';
import type { JourneyApp, Run } from '#journeys/run.ts';
import { take } from '#journeys/take.ts';
import { turnAfter } from '#journeys/turn.ts';
import type { Conversation } from '../lock.ts';
import { keepLink } from '../states/links.ts';
import type { Parts } from '../tables.ts';
import { JOURNEY_LINK } from './journey-link.ts';
import { sayTurn } from './say-turn.ts';

export type ServeApp = JourneyApp & {
	database: { db: Db };
	transact: Transact;
	clock: Clock;
	settings: Settings;
	services: Services;
};

export type Said = { text: string; parts: Parts };
/** What is said together with what changes by it: in the transaction of the message. `doing` is what the conversation is about from then on. */
export type Served = { says: readonly Said[]; doing: string | null };
export type Step = { step: (tx: Tx, conversation: Conversation) => Promise<Served> };

/** What is being done in this conversation, if anything is. */
export async function journeyIn(app: ServeApp, conversation: Conversation): Promise<Journey | undefined> {
	const { journey_id } = conversation;
	if (!journey_id) return undefined;
	const journey = await readJourney(app.database.db, whoeverIs(conversation), journey_id).catch(() => undefined);
	return journey?.state === 'open' && isDeclared(app.services, journey.service) ? journey : undefined;
}

/** Goes on with it by what was said. */
export const goOn = (app: ServeApp, journey: Journey, inputs: readonly unknown[]): Step => ({
	step: async (tx, conversation) =>
		served(app, tx, conversation, await takeAll(app, tx, conversation, journey, inputs)),
});

/** Begins a service that was asked for; what was said in asking need not be asked. */
export const begin = (app: ServeApp, service: string, heard: string): Step => ({
	step: async (tx, conversation) => {
		const { channel, lang, customer_id, context } = conversation;
		const actor = whoeverIs(conversation);
		const run = await beginJourney(app, tx, actor, {
			service,
			heard,
			channel,
			lang,
			customer: customer_id,
			zone: context.time_zone,
		});
		const title = (await turnAfter(run)).journey.title;
		await keepLink(tx, actor, conversation, { type: JOURNEY_LINK, ref: run.journey.id, label: title });
		return served(app, tx, conversation, run);
	},
});

/** Goes on with what was begun elsewhere. */
export const resume = (app: ServeApp, code: string): Step => ({
	step: async (tx, conversation) => {
		const { channel, lang } = conversation;
		const actor = whoeverIs(conversation);
		const journey = await resumeJourney(app, tx, actor, { code, channel, lang });
		const run = await takeAll(app, tx, conversation, journey, [undefined]);
		const { title } = (await turnAfter(run)).journey;
		await keepLink(tx, actor, conversation, { type: JOURNEY_LINK, ref: journey.id, label: title });
		return served(app, tx, conversation, run);
	},
});

/** Says where it stands once more, after something else was said. */
export const sayAgain = (app: ServeApp, journey: Journey, first: Said): Step => ({
	step: async (tx, conversation) => {
		const run = await takeAll(app, tx, conversation, journey, [undefined]);
		const again = sayTurn(app.say, await turnAfter(run), { again: true });
		return { says: [first, again], doing: journey.id };
	},
});

/** How it would go on, without going on: which of it would not be understood. */
export async function wouldUnderstand(
	app: ServeApp,
	conversation: Conversation,
	journey: Journey,
	inputs: readonly unknown[],
): Promise<boolean> {
	let understood = true;
	await app
		.transact(async (tx) => {
			const run = await takeAll(app, tx, conversation, journey, inputs);
			understood = run.faults.size === 0;
			throw ONLY_TRIED;
		})
		.catch((error: unknown) => {
			if (error !== ONLY_TRIED) throw error;
		});
	return understood;
}

const ONLY_TRIED = new Error('tried');

async function takeAll(
	app: ServeApp,
	tx: Tx,
	conversation: Conversation,
	{ id: journey, proven }: Journey,
	inputs: readonly unknown[],
): Promise<Run> {
	const { channel, lang } = conversation;
	const actor: Actor = { ...whoeverIs(conversation), assurance: proven };
	let run = await take(app, tx, actor, { journey, channel, lang, input: inputs[0] });
	for (const input of inputs.slice(1)) run = await take(app, tx, actor, { journey, channel, lang, input });
	return run;
}

/** What was interrupted by this is gone on with once it is over. */
async function served(app: ServeApp, tx: Tx, conversation: Conversation, run: Run): Promise<Served> {
	const turn = await turnAfter(run);
	const said = sayTurn(app.say, turn);
	if (run.journey.state === 'open') return { says: [said], doing: run.journey.id };
	if (turn.result?.next && (await isWithAssistant(tx, conversation)))
		return followed(app, tx, conversation, { journey: run.journey, said });
	const before = await interrupted(tx, conversation, run.journey.id);
	if (!before || !isDeclared(app.services, before.service)) return { says: [said], doing: null };
	const again = await takeAll(app, tx, conversation, before, [undefined]);
	return { says: [said, sayTurn(app.say, await turnAfter(again), { again: true })], doing: before.id };
}

/** In a conversation what a service leads to is asked at once: there is no page with a button to it. */
async function followed(
	app: ServeApp,
	tx: Tx,
	conversation: Conversation,
	{ journey, said }: { journey: Journey; said: Said },
): Promise<Served> {
	const { channel, lang } = conversation;
	const actor = { ...whoeverIs(conversation), assurance: journey.proven };
	const next = await followJourney(app, tx, actor, { journey: journey.id, channel, lang });
	const { title } = (await turnAfter(next)).journey;
	await keepLink(tx, actor, conversation, { type: JOURNEY_LINK, ref: next.journey.id, label: title });
	const { says, doing } = await served(app, tx, conversation, next);
	return { says: [said, ...says], doing };
}

/** A service may have passed it on to a person. */
async function isWithAssistant(tx: Tx, { id }: Conversation): Promise<boolean> {
	const { holder } = await tx
		.selectFrom('conversations')
		.select('holder')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return holder === 'assistant';
}

async function interrupted(tx: Tx, { id, matter_from }: Conversation, over: string): Promise<Journey | undefined> {
	return tx
		.selectFrom('journeys')
		.selectAll()
		.where('state', '=', 'open')
		.where('id', '<>', over)
		.where('updated_at', '>=', matter_from)
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('conversation_links')
				.select((link) => link.cast<string>('ref', 'uuid').as('ref'))
				.where('conversation_id', '=', id)
				.where('type', '=', JOURNEY_LINK),
		)
		.orderBy('updated_at', 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** Through a conversation its customer speaks, who is as well known as the journey has seen. */
const whoeverIs = ({ customer_id }: Conversation): Actor => ({
	kind: 'customer',
	id: customer_id,
	assurance: 'anonymous',
	scopes: [],
});
