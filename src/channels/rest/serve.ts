import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { App } from '#app';
import { type Actor, hasScope } from '#core/access.ts';
import { asProblem, type FieldError, type Problem, problem, problemBody } from '#core/errors.ts';
import { once, type Reply } from '#core/idempotency.ts';
import { inLine } from '#core/in-line.ts';
import { callGate, floodGate, spend, spendByBoth } from '#core/limits.ts';
import { storable } from '#core/text/storable.ts';
import { retryOnce } from '#core/transaction.ts';
import { parseJson, readText } from './body.ts';
import { HANDLED, type Call, isRepeatable, type Route } from './route.ts';
import { type Lookup, routeTable } from './table.ts';

export const API = '/api/v1';

/** Plenty for a person who types with suggestions on. Staff keys are exempt. */
const CALLS_A_MINUTE = { name: 'api', count: 1_200, seconds: 60 };

/** Of an `Idempotency-Key`, in characters. */
export const LONGEST_KEY = 255;

export type Visitor = { actor: Actor; address: string };

/** Answers every request under `/api/v1`. `visitor` tells who asks (key, session or nobody) and from where. */
export function restDoor(app: App, routes: readonly Route[], visitor: (request: IncomingMessage) => Promise<Visitor>) {
	const find = routeTable(routes);
	const countCall = callGate(CALLS_A_MINUTE);
	const refuseFlood = floodGate();
	// Whoever sends many at once waits for themselves, and holds one connection of the database, not all.
	const oneByOne = inLine();
	return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
		try {
			const { route, params } = matched(find(request.method ?? 'GET', url.pathname.slice(API.length)), response);
			const who = await visitor(request);
			refuseEarly(route, who.actor);
			const outsider = who.actor.kind === 'customer';
			const { id, vouched } = who.actor;
			if (outsider && !vouched) countCall({ id, address: who.address });
			if (outsider && !vouched && route.limit) refuseFlood(route.limit, id || who.address);
			if (outsider) await count(app, route, who);
			const again = async () => (await visitor(request)).actor;
			const incoming = { request, response, url, params, who, again };
			if (outsider && id && route.kind === 'write') await oneByOne(id, () => answer(app, route, incoming));
			else await answer(app, route, incoming);
		} catch (error) {
			sendProblem(app, response, error);
		}
	};
}

export function sendJson(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
	const text = status === 204 ? '' : JSON.stringify(body);
	response.writeHead(status, {
		...(text !== '' && { 'content-type': type }),
		'content-length': Buffer.byteLength(text),
		'cache-control': 'no-store',
	});
	// As a string it leaves together with the headers, in one piece.
	response.end(text);
}

export function sendProblem(app: App, response: ServerResponse, error: unknown): void {
	const known = asProblem(error);
	if (known.code === 'internal') app.log.error({ err: (error as Error)?.stack ?? String(error) }, 'request failed');
	// A bucket that refuses its key is for the owner to mend, who must hear why.
	else if (known.status >= 500 && known.cause)
		app.log.warn({ code: known.code, err: (known.cause as Error).message }, 'request failed');
	if (response.headersSent) return void response.end();
	if (known.retryAfter) response.setHeader('retry-after', String(known.retryAfter));
	// The rest of a refused upload is not read: the connection cannot be used again.
	if (known.status === 413) response.setHeader('connection', 'close');
	sendJson(response, known.status, problemBody(known), 'application/problem+json');
}

function matched(found: Lookup, response: ServerResponse) {
	if (!found) throw problem('not_found', { detail: 'There is no such address.' });
	if ('route' in found) return found;
	response.setHeader('allow', found.allowed.join(', '));
	throw problem('method_not_allowed');
}

function refuseEarly(route: Route, actor: Actor): void {
	if (route.access === 'anyone' || hasScope(actor, route.access)) return;
	throw problem(actor.kind === 'customer' ? 'unauthenticated' : 'forbidden', {
		detail: `This needs a key with ${route.access}.`,
	});
}

async function count({ database: { db } }: App, { limit }: Route, { actor, address }: Visitor): Promise<void> {
	if (!limit) return;
	if (limit.by === 'address') return spend(db, limit, address);
	await spendByBoth(db, limit, { id: actor.id, address, vouched: actor.vouched ?? false });
}

type Incoming = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	params: Record<string, string>;
	who: Visitor;
	again(): Promise<Actor>;
};

async function answer(app: App, route: Route, { request, response, url, params, who, again }: Incoming): Promise<void> {
	const call = {
		app,
		...who,
		again,
		request,
		params: checked(route.params, params, 'path'),
		query: checked(route.query, queryOf(url), 'query'),
	};
	const status = route.status ?? 200;
	if (route.kind === 'stream') {
		requireMedia(request, route.media);
		return sendJson(response, status, await route.handle({ ...call, body: undefined }, response));
	}
	const text = route.body ? await readText(request) : '';
	const full: Call<unknown, unknown, unknown> = {
		...call,
		body: route.body ? checked(route.body, parseJson(text) ?? {}, 'body') : undefined,
	};
	if (route.kind === 'write') {
		const reply = await act(app, route, full, text, status);
		return sendJson(response, reply.status, reply.body);
	}
	const body = await route.handle(full, response);
	if (body !== HANDLED) sendJson(response, status, body);
}

async function act(
	app: App,
	route: Route & { kind: 'write' },
	call: Call<unknown, unknown, unknown>,
	text: string,
	status: number,
): Promise<Reply> {
	const key = isRepeatable(route) ? keyOf(call.request) : undefined;
	const run = async () =>
		app.transact((tx) => {
			const handle = async () => ({ status, body: await route.handle(tx, call) });
			if (key === undefined) return handle();
			const actor = `${call.actor.kind}:${call.actor.id || call.address}`;
			return once(
				tx,
				{
					actor,
					route: `${route.method} ${route.path} ${JSON.stringify(call.params ?? {})}`,
					key,
					body: text,
				},
				handle,
			);
		});
	return retryOnce(run);
}

function keyOf({ headers }: IncomingMessage): string | undefined {
	const key = headers['idempotency-key'];
	if (typeof key !== 'string' || key === '') return undefined;
	if (key.length <= LONGEST_KEY) return key;
	throw problem('invalid_input', { detail: `An Idempotency-Key may have at most ${LONGEST_KEY} characters.` });
}

function requireMedia(request: IncomingMessage, media: readonly string[]): void {
	const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	if (!media.includes('*/*') && !media.includes(type))
		throw problem('unsupported_media_type', { detail: `Send one of: ${media.join(', ')}.` });
}

/** Only a parameter's last value counts; lists have their own syntax where a route wants one. */
function queryOf({ searchParams }: URL): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [name, value] of searchParams) query[name] = storable(value);
	return query;
}

function checked(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
	if (!schema) return undefined;
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw invalid(result.error.issues, where);
}

function invalid(issues: readonly z.core.$ZodIssue[], where: string): Problem {
	const errors: FieldError[] = issues
		.slice(0, 20)
		.map((issue) => ({ path: issue.path.join('.'), code: issue.code ?? 'invalid', message: issue.message }));
	const first = errors[0];
	return problem('invalid_input', {
		detail: `${where}: ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'is wrong'}`,
		errors,
	});
}
