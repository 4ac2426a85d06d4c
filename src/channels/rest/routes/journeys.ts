import { z } from 'zod';
import type { App } from '#app';
import type { Actor } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import type { Tx } from '#core/db.ts';
import { type FieldError, problem } from '#core/errors.ts';
import { beginJourney, JOURNEYS_AN_HOUR } from '#journeys/begin.ts';
import { followJourney } from '#journeys/follow.ts';
import { fillIn, SUBMITS_A_MINUTE } from '#journeys/fill-in.ts';
import { readJourney } from '#journeys/lock.ts';
import { journeyShape, presentTurn } from '#journeys/present-turn.ts';
import { listJourneys } from '#journeys/queries.ts';
import { CODES_TRIED_AN_HOUR, resumeJourney } from '#journeys/resume.ts';
import { definitionOf } from '#journeys/registry.ts';
import { openRun, type Run } from '#journeys/run.ts';
import { stepBack } from '#journeys/step-back.ts';
import { stop } from '#journeys/stop.ts';
import { take } from '#journeys/take.ts';
import { JOURNEY_STATES } from '#journeys/tables.ts';
import { type Turn, turnAfter, turnOf } from '#journeys/turn.ts';
import { undoJourney } from '#journeys/undo.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

const params = z.object({ id: idSchema });
const query = z.object({ lang: langSchema.optional() });
const name = z.string().max(60);
const answers = z.record(name, z.unknown()).refine((all) => Object.keys(all).length <= 100, 'too many');
const ONE = '/journeys/{id}';

const channel = 'api';

/** What was wrong is told as such, and what was right has been kept. */
async function changed(app: App, act: (tx: Tx) => Promise<Run>) {
	const turn = await app.transact(async (tx) => turnAfter(await act(tx)));
	return { turn, errors: Object.entries(turn.faults).map(([path, { code, text }]) => ({ path, code, message: text })) };
}

function refuseWrong(errors: readonly FieldError[]): void {
	if (errors.length > 0) throw problem('invalid_input', { detail: errors[0]?.message ?? '', errors: [...errors] });
}

/** What stands between a journey that was to be submitted and its end. */
function missing({ ask, ends, needs, review }: Turn): FieldError[] {
	if (needs) throw problem('unauthenticated', { detail: `This needs a customer who is ${needs}.` });
	if (ends) return [{ path: '', code: ends.code, message: ends.text }];
	if (ask) return [{ path: ask.name, code: ask.fault?.code ?? 'required', message: ask.fault?.text ?? ask.label }];
	return review ? [{ path: '', code: 'not_done', message: review.confirm }] : [];
}

const step = (path: string, summary: string, act: (app: App, tx: Tx, actor: Actor, journey: string) => Promise<Run>) =>
	write({
		method: 'POST',
		path,
		tag: 'Services',
		summary,
		access: 'anyone',
		params,
		reply: journeyShape,
		handle: async (tx, { app, actor, params: { id } }) => presentTurn(await turnAfter(await act(app, tx, actor, id))),
	});

export const journeyRoutes = [
	read({
		method: 'GET',
		path: '/journeys',
		tag: 'Services',
		summary: 'Your journeys, newest first',
		access: 'anyone',
		query: pageQuery,
		reply: pageOf(
			z.object({
				id: z.string(),
				service: z.string(),
				state: z.enum(JOURNEY_STATES),
				begun_at: z.string(),
				updated_at: z.string(),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit } }) =>
			page(await listJourneys(app.database.db, actor, { before: cursor, limit }), limit, (row) => ({
				id: row.id,
				service: row.service,
				state: row.state,
				begun_at: row.begun_at.toISOString(),
				updated_at: row.updated_at.toISOString(),
			})),
	}),
	write({
		method: 'POST',
		path: '/journeys',
		tag: 'Services',
		summary:
			'Begin a journey through a service, with what is known already. Answers that will not do stand in `faults`',
		access: 'anyone',
		limit: JOURNEYS_AN_HOUR,
		status: 201,
		body: z.strictObject({
			service: name,
			answers: answers.default({}),
			text: z.string().max(2_000).optional().meta({ description: 'What was asked for, in words: it may hold answers' }),
			lang: langSchema.optional(),
			time_zone: z.string().max(64).optional().meta({ description: 'IANA; for words such as "tomorrow at 9"' }),
		}),
		reply: journeyShape,
		handle: async (tx, { app, actor, body }) => {
			const { service, answers: values, text: heard, lang = app.settings.get(defaultLang), time_zone: zone } = body;
			const begun = await beginJourney(app, tx, actor, { service, heard, channel, lang, zone });
			const isMore = Object.keys(values).length > 0;
			const run = isMore ? await fillIn(app, tx, actor, { journey: begun.journey.id, values, channel }) : begun;
			return presentTurn(await turnAfter(run));
		},
	}),
	write({
		method: 'POST',
		path: '/journeys/resumption',
		tag: 'Services',
		summary: 'Go on with a journey that was begun on another device or channel, by its code',
		access: 'anyone',
		limit: { ...CODES_TRIED_AN_HOUR, by: 'address' },
		body: z.strictObject({ code: z.string().max(40) }),
		reply: journeyShape,
		handle: async (tx, { app, actor, body: { code } }) => {
			const journey = await resumeJourney(app, tx, actor, { code, channel });
			return presentTurn(await turnOf({ app, db: tx, actor, now: app.clock() }, journey));
		},
	}),
	write({
		method: 'POST',
		path: `${ONE}/next`,
		tag: 'Services',
		summary:
			'Go on with the service to which a journey has led (`result.next`), with the answers it brings along. A second time answers the same journey',
		access: 'anyone',
		limit: JOURNEYS_AN_HOUR,
		status: 201,
		params,
		reply: journeyShape,
		handle: async (tx, { app, actor, params: { id: journey } }) =>
			presentTurn(await turnAfter(await followJourney(app, tx, actor, { journey, channel }))),
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: 'Services',
		summary: 'How a journey stands, and what it asks next',
		access: 'anyone',
		params,
		query,
		reply: journeyShape,
		handle: async ({ app, actor, params: { id }, query: { lang } }) => {
			const { db } = app.database;
			return presentTurn(await turnOf({ app, db, actor, now: app.clock(), lang }, await readJourney(db, actor, id)));
		},
	}),
	read({
		method: 'POST',
		path: '/journeys/{id}/answers',
		tag: 'Services',
		summary: 'Answer a question by its name, or say something in words, as in a dialogue',
		access: 'anyone',
		params,
		body: z.union([z.strictObject({ name, value: z.unknown() }), z.strictObject({ text: z.string().max(2_000) })]),
		reply: journeyShape,
		handle: async ({ app, actor, params: { id: journey }, body }) => {
			if ('text' in body) {
				const { turn: said } = await changed(app, (tx) => take(app, tx, actor, { journey, input: body.text, channel }));
				return presentTurn(said);
			}
			const values = { [body.name]: body.value };
			const { turn, errors } = await changed(app, (tx) => fillIn(app, tx, actor, { journey, values, channel }));
			refuseUnknown(app, turn, body.name);
			refuseWrong(errors.filter(({ path }) => path === body.name));
			return presentTurn(turn);
		},
	}),
	read({
		method: 'POST',
		path: '/journeys/{id}/submit',
		tag: 'Services',
		summary: 'Do it: with the answers that are still missing, if any. Done twice, it happens once',
		access: 'anyone',
		limit: SUBMITS_A_MINUTE,
		params,
		body: z.strictObject({ answers: answers.default({}) }).prefault({}),
		reply: journeyShape,
		handle: async ({ app, actor, params: { id: journey }, body }) => {
			const { turn, errors } = await changed(app, (tx) =>
				fillIn(app, tx, actor, { journey, values: body.answers, confirm: true, channel }),
			);
			refuseWrong(errors.length > 0 ? errors : missing(turn));
			return presentTurn(turn);
		},
	}),
	step('/journeys/{id}/undo', 'Take back what was done, while its window is open', (app, tx, actor, journey) =>
		undoJourney(app, tx, actor, { journey }),
	),
	write({
		method: 'POST',
		path: '/journeys/{id}/back',
		tag: 'Services',
		summary: 'Ask the question before again, or the one that is named',
		access: 'anyone',
		params,
		body: z.strictObject({ name: name.optional() }).prefault({}),
		reply: journeyShape,
		handle: async (tx, { app, actor, params: { id }, body }) => {
			const run = await openRun(app, tx, actor, { journey: id });
			return presentTurn(await turnAfter(run.journey.state === 'open' ? await stepBack(run, body.name) : run));
		},
	}),
	command({
		method: 'DELETE',
		path: ONE,
		tag: 'Services',
		summary: 'Give it up; what was held for it is free again',
		access: 'anyone',
		params,
		handle: async (tx, { app, actor, params: { id } }) => {
			const run = await openRun(app, tx, actor, { journey: id });
			if (run.journey.state === 'open') await stop(run);
		},
	}),
];

function refuseUnknown({ services }: App, { journey }: Turn, asked: string): void {
	const { steps } = definitionOf(services, journey);
	if (steps.some((one) => one.kind === 'ask' && one.name === asked)) return;
	throw problem('invalid_input', {
		detail: `name: ${asked} is no question of this service.`,
		errors: [{ path: 'name', code: 'unknown', message: 'This service has no such question.' }],
	});
}
