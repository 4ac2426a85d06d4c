import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { type Actor, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { asProblem } from '#core/errors.ts';
import { retryOnce } from '#core/transaction.ts';
import { askable } from '#journeys/askable.ts';
import { beginJourney, JOURNEYS_AN_HOUR } from '#journeys/begin.ts';
import { spelled } from '#journeys/code.ts';
import type { Answers } from '#journeys/definition.ts';
import { followJourney } from '#journeys/follow.ts';
import { readJourney } from '#journeys/lock.ts';
import type { Run } from '#journeys/run.ts';
import { turnOf } from '#journeys/turn.ts';
import { promisesOf } from '#modules/promises/index.ts';
import { clockOf } from './clock.ts';
import { refusal } from './fields.ts';
import { spendByVisitor } from './spend-by-visitor.ts';
import { presentService } from './services.ts';

export const CHANNEL = 'web';

/** How a journey stands, for its page: with one question, or with all that can be asked now. */
export async function journeyData(locals: App.Locals, id: string, all: boolean) {
	const { app, lang, visitor } = locals;
	const { db } = app.database;
	const actor = await visitor();
	const stored = await readJourney(db, actor, id);
	const looking = { app, db, actor, now: app.clock(), lang };
	const turn = await turnOf(looking, stored);
	const { ask } = turn;
	const others = ask && all ? (await askable(looking, stored)).filter(({ name }) => name !== ask.name) : [];
	const next = turn.result?.next && app.services.get(turn.result.next.service);
	return {
		turn,
		prompts: ask ? [ask, ...others] : [],
		code: spelled(stored.code),
		zone: stored.zone,
		isTheirs: isTheirs(actor, stored.customer_id),
		next: next && presentService(app, next, lang).title,
		clock: await answerTo(locals, turn.result?.about),
	};
}

/** What was promised about what came of it, while somebody waits for an answer. */
async function answerTo(locals: App.Locals, about: { type: string; id: string } | undefined) {
	const { database, clock } = locals.app;
	const promises = about ? await promisesOf(database.db, about, clock()) : [];
	const answer = promises.find(({ kind }) => kind !== 'resolution');
	return answer && clockOf(answer, locals);
}

/** Begins a journey for whoever came, and leads to it. */
export function begin(
	event: RequestEvent,
	service: string,
	more: { brought?: Answers; zone?: string; heard?: string | undefined } = {},
) {
	const { app, lang } = event.locals;
	return begun(event, (tx, actor) => beginJourney(app, tx, actor, { service, channel: CHANNEL, lang, ...more }));
}

/** Goes on with the service to which the journey of the page has led. */
export function follow(event: RequestEvent<{ id: string }>) {
	const { app, lang } = event.locals;
	const door = { journey: event.params.id, channel: CHANNEL, lang };
	return begun(event, (tx, actor) => followJourney(app, tx, actor, door));
}

async function begun(event: RequestEvent, act: (tx: Tx, actor: Actor) => Promise<Run>) {
	const { app, customer } = event.locals;
	try {
		await spendByVisitor(event, JOURNEYS_AN_HOUR);
		const actor = await customer();
		const { journey } = await app.transact((tx) => act(tx, actor));
		return { id: journey.id };
	} catch (error) {
		const { status, message } = refusal(error);
		return { refused: fail(status, { message }) };
	}
}

/** Does something with the journey of the page, and shows how it stands then. */
export async function change(
	event: RequestEvent<{ id: string }>,
	act: (tx: Tx, actor: Actor, id: string) => Promise<unknown>,
) {
	const { app, visitor } = event.locals;
	const actor = await visitor();
	try {
		await retryOnce(() => app.transact((tx) => act(tx, actor, event.params.id)));
	} catch (error) {
		const isLate = asProblem(error).code === 'conflict';
		const { status, message } = isLate ? { status: 409, message: 'journey_undo_late' as const } : refusal(error);
		return fail(status, { message });
	}
	redirect(303, pageOf(event));
}

/** As one looked at it before. */
export const pageOf = ({ url, locals, params }: RequestEvent<{ id: string }>) =>
	`/${locals.lang}/journeys/${params.id}${url.searchParams.has('all') ? '?all=1' : ''}`;
