import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { App } from '#app';
import { problem } from '#core/errors.ts';
import { inLine } from '#core/in-line.ts';
import { callGate, floodGate } from '#core/limits.ts';
import { acceptedLang } from '#ui/language.ts';
import { offeredLangs } from '#core/brand.ts';
import { parseJson, readText } from '../rest/body.ts';
import { sendProblem, type Visitor } from '../rest/serve.ts';
import { MCP_SIGNED_IN, resourceMetadata } from './grants.ts';
import { openQuestions } from './questions.ts';
import { type Connection, serverFor } from './server-for.ts';
import { canAsk, sessionFor } from './session.ts';

/** Where programs that act for a customer come in. */
export const MCP = '/mcp';

const CALLS_A_MINUTE = { name: 'mcp', count: 600, seconds: 60 };

type Doorway = {
	visitor(request: IncomingMessage): Promise<Visitor>;
	/** Scheme and host that this request came to. */
	originOf(request: IncomingMessage): string;
};

/** Answers every request under `/mcp` and `/mcp/me`, each by a server of its own: nothing is kept here from one to the next. */
export function mcpDoor(app: App, { visitor, originOf }: Doorway) {
	const common = { app, questions: openQuestions(app.live), inLine: inLine(), refuseFlood: floodGate() };
	const count = callGate(CALLS_A_MINUTE);
	return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
		try {
			refuseOthers(request, response);
			const origin = app.origin(originOf(request));
			response.setHeader('www-authenticate', `Bearer resource_metadata="${resourceMetadata(origin, path)}"`);
			const who = await visitorByToken(visitor, request);
			if (path === MCP_SIGNED_IN && who.actor.id === '') throw problem('unauthenticated');
			response.removeHeader('www-authenticate');
			const body = parseJson(await readText(request));
			const messages = [body].flat();
			for (const _ of messages) if (!who.actor.vouched) count({ id: who.actor.id, address: who.address });
			if (messages.every(isAnswer)) {
				for (const message of messages) common.questions.hear(message, who.actor.id);
				response.writeHead(202).end();
				return;
			}
			const session = sessionFor(body);
			if (session) response.setHeader('mcp-session-id', session);
			const again = async () => (await visitor(request)).actor;
			const lang = acceptedLang(request.headers['accept-language'] ?? null, app.settings.get(offeredLangs));
			const connection = { ...common, ...who, again, lang, origin };
			await serve(connection, request, response, body);
		} catch (error) {
			sendProblem(app, response, error);
		}
	};
}

/** A stream that is always open would have nothing to say, and there is no session to end. */
function refuseOthers({ method }: IncomingMessage, response: ServerResponse): void {
	if (method === 'POST') return;
	response.setHeader('allow', 'POST');
	throw problem('method_not_allowed');
}

/** A program brings a token. What a browser sends by itself counts for nothing here, and a key of the team speaks for no customer. */
async function visitorByToken(visitor: Doorway['visitor'], request: IncomingMessage): Promise<Visitor> {
	delete request.headers.cookie;
	const who = await visitor(request);
	if (who.actor.kind !== 'customer')
		throw problem('forbidden', { detail: 'This door is for customers: bring the token of one (ct_…), not a key.' });
	return who;
}

const isAnswer = (message: unknown): boolean =>
	typeof message === 'object' &&
	message !== null &&
	!('method' in message) &&
	('result' in message || 'error' in message);

async function serve(
	connection: Omit<Connection, 'left' | 'canAsk'>,
	request: IncomingMessage,
	response: ServerResponse,
	body: unknown,
): Promise<void> {
	const left = new AbortController();
	const asks = canAsk(request.headers['mcp-session-id']);
	// Whole where nothing can be asked on the way: what stands in between may not pass on a stream.
	const transport = new StreamableHTTPServerTransport({ enableJsonResponse: !asks });
	const server = serverFor({ ...connection, canAsk: asks, left: left.signal });
	response.once('close', () => {
		left.abort();
		void server.close();
	});
	response.setHeader('cache-control', 'no-store');
	await server.connect(transport);
	await transport.handleRequest(request, response, body);
}
