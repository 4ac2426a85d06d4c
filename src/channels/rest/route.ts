import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { App } from '#app';
import type { Actor, Scope } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { Limit } from '#core/limits.ts';

/** What a handler gets: the checked input and who asks. `address` is the client's, for limits. */
export type Call<P, Q, B> = {
	app: App;
	actor: Actor;
	params: P;
	query: Q;
	body: B;
	request: IncomingMessage;
	address: string;
	/** Who asks, looked up again: for what stays open long after it began. */
	again(): Promise<Actor>;
};

/** Sent as it is instead of JSON; the handler writes the response itself. */
export const HANDLED = Symbol('handled');

type Common<P, Q, R> = {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** OpenAPI's form: `/articles/by-external-id/{external_id}`. */
	path: string;
	tag: string;
	summary: string;
	/** `anyone`, or the scope a key must carry. The domain checks again: this is what the reference says and what fails early. */
	access: 'anyone' | Scope;
	/** A second scope that the domain wants as well. */
	also?: Scope;
	params?: z.ZodType<P>;
	query?: z.ZodType<Q>;
	reply: z.ZodType<R>;
	status?: 200 | 201 | 204;
	/** Counted across processes, for whoever has no staff key; by address alone where whoever acts chooses who they are. */
	limit?: Limit & { by?: 'address' };
};

/** Reads, and writes that manage their own transactions. */
export type ReadRoute<P, Q, B, R> = Common<P, Q, R> & {
	kind: 'read';
	body?: z.ZodType<B>;
	/** What the reply is, where it is not JSON. */
	media?: string;
	handle(call: Call<P, Q, B>, response: ServerResponse): Promise<R | typeof HANDLED>;
};

/** One act in one transaction. */
export type WriteRoute<P, Q, B, R> = Common<P, Q, R> & {
	kind: 'write';
	/** The reply holds a token that nobody may keep, us included: a repeat under the same `Idempotency-Key` is a new act. */
	secret?: true;
	body?: z.ZodType<B>;
	handle(tx: Tx, call: Call<P, Q, B>): Promise<R>;
};

/** The body is not JSON and is read as a stream. `media` lists what it may be. */
export type StreamRoute<P, Q, R> = Common<P, Q, R> & {
	kind: 'stream';
	media: readonly string[];
	handle(call: Call<P, Q, undefined>, response: ServerResponse): Promise<R>;
};

export type Route =
	| ReadRoute<unknown, unknown, unknown, unknown>
	| WriteRoute<unknown, unknown, unknown, unknown>
	| StreamRoute<unknown, unknown, unknown>;

/** Whether a repeat under the same `Idempotency-Key` gets the first reply. */
export const isRepeatable = (route: Route): boolean =>
	route.kind === 'write' && route.method === 'POST' && !route.secret;

// The table forgets each route's own types: input is checked by the very schemas that gave them.
export const read = <P = undefined, Q = undefined, B = undefined, R = unknown>(
	route: Omit<ReadRoute<P, Q, B, R>, 'kind'>,
) => ({ kind: 'read', ...route }) as Route;
export const write = <P = undefined, Q = undefined, B = undefined, R = unknown>(
	route: Omit<WriteRoute<P, Q, B, R>, 'kind'>,
) => ({ kind: 'write', ...route }) as Route;
/** A write of which there is nothing to tell: 204. */
export const command = <P = undefined, Q = undefined, B = undefined>({
	handle,
	...route
}: Omit<WriteRoute<P, Q, B, undefined>, 'kind' | 'status' | 'reply' | 'handle'> & {
	handle(tx: Tx, call: Call<P, Q, B>): Promise<unknown>;
}) =>
	write<P, Q, B, undefined>({
		...route,
		status: 204,
		reply: z.undefined(),
		handle: (tx, call) => handle(tx, call).then(() => undefined),
	});
export const stream = <P = undefined, Q = undefined, R = unknown>(route: Omit<StreamRoute<P, Q, R>, 'kind'>) =>
	({ kind: 'stream', ...route }) as Route;
