import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { register } from 'prom-client';
import type { App } from '#app';
import { type Actor, authorise, hasScope } from '#core/access.ts';
import { sendJson } from '#channels/rest/serve.ts';

type Visitor = (request: IncomingMessage) => Promise<{ actor: Actor }>;

/** `/healthz`: the process lives. `/readyz`: it can answer customers. `/metrics`: Prometheus text, for a key. True when answered. */
export async function health(
	app: App,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	visitor: Visitor,
): Promise<boolean> {
	if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
	else if (path === '/readyz') await ready(app, response);
	else if (path === '/metrics') await metrics(request, response, visitor);
	else return false;
	return true;
}

async function ready(app: App, response: ServerResponse): Promise<void> {
	const database = await sql`select 1`.execute(app.database.db).then(
		() => true,
		() => false,
	);
	const search = app.library.state() === 'ready';
	sendJson(response, database && search ? 200 : 503, {
		status: database && search ? 'ok' : 'waiting',
		database,
		search,
	});
}

async function metrics(request: IncomingMessage, response: ServerResponse, visitor: Visitor): Promise<void> {
	const { actor } = await visitor(request);
	authorise(hasScope(actor, 'metrics:read'), actor);
	const text = await register.metrics();
	response.writeHead(200, { 'content-type': register.contentType });
	response.end(text);
}
