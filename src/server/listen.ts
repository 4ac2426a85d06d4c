import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { App } from '#app';
import { grantsDoor, MCP_SIGNED_IN } from '#channels/mcp/grants.ts';
import { MCP, mcpDoor } from '#channels/mcp/serve.ts';
import { openApi } from '#channels/rest/openapi.ts';
import { REFERENCE_SAFETY, referencePage } from '#channels/rest/reference.ts';
import { API, restDoor, sendJson, sendProblem } from '#channels/rest/serve.ts';
import { ROUTES } from '#channels/rest/routes.ts';
import { SESSION_COOKIE } from '#modules/customers/index.ts';
import { KNOWLEDGE } from '#modules/knowledge/index.ts';
import { ADDRESS_HEADER, AUTH_PATH } from '#modules/staff/index.ts';
import { topicVersion } from '#core/refresh.ts';
import { SETTINGS_TOPIC } from '#core/settings.ts';
import { SERVICES_TOPIC } from '#journeys/settings/settled-services.ts';
import { problem } from '#core/errors.ts';
import { clientAddress, originOf } from './address.ts';
import { compressText } from './compress.ts';
import { CALENDARS, sendCalendar } from './calendar-feed.ts';
import { sendFile } from './files.ts';
import { hearOut } from './hear-out.ts';
import { health } from './health.ts';
import { measure } from './metrics.ts';
import { pageCache } from './page-cache.ts';
import { signInDoor } from './sign-in.ts';
import { cookieOf, refuseForged, visitorReader } from './visitor.ts';

/** SvelteKit's handler, or Vite's while developing. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Names that only this server writes and the pages read; what a client sends under them is overwritten. */
export const SCHEME_HEADER = 'x-saunders-scheme';
export const HOST_HEADER = 'x-saunders-host';

/** Of what the pages take; files go to the API. */
const FORM_LIMIT = 2 * 1024 * 1024;
/** But for photos in the chat and in journeys; such a form is held in memory whole. */
const PHOTO_FORM = /^\/[^/]+\/(chat(\/[^/]+)?|journeys\/[^/]+(\/files)?)$/;
export const PHOTO_FORM_LIMIT = 12 * 1024 * 1024;
/** Of a form that is refused. Whoever sends more finds the connection closed. */
const HEARD_OUT = 100 * 1024 * 1024;

/** The one way in: cache, then the API, then the pages. Resolves when it listens. */
export async function listen(app: App, pages: Pages): Promise<Server> {
	const visitor = visitorReader(app);
	const rest = restDoor(app, ROUTES, visitor);
	const from = {
		visitor,
		originOf: (request: IncomingMessage) => originOf(request, app.config),
		addressOf: (request: IncomingMessage) => clientAddress(request, app.config.TRUST_PROXY),
	};
	const mcp = mcpDoor(app, from);
	const grants = grantsDoor(app, from);
	const signIn = signInDoor(app);
	const cache = pageCache();
	for (const topic of [KNOWLEDGE, SETTINGS_TOPIC, SERVICES_TOPIC])
		app.refresher.watch({
			topic,
			from: await topicVersion(app.database.db, topic),
			onChange: async () => cache.clear(),
		});
	const reference = (request: IncomingMessage, response: ServerResponse, path: string) => {
		const document = openApi(ROUTES, originOf(request, app.config));
		if (path !== '/api/docs') return sendJson(response, 200, document);
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...REFERENCE_SAFETY });
		response.end(referencePage(document, ROUTES));
	};
	const server = createServer((request, response) => {
		void route(request, response).catch((error: unknown) => sendProblem(app, response, error));
	});
	const route = async (request: IncomingMessage, response: ServerResponse) => {
		const path = request.url ?? '/';
		// By host too: a page names its own address, and whoever sends a made-up host must not choose that for others.
		const key = originOf(request, app.config) + path;
		if (cache.answer(request, response, key)) return;
		const url = parse(path);
		measure(request, response, url.pathname);
		if (url.pathname === `${API}/openapi.json` || url.pathname === '/api/docs') {
			refuseWrites(request, response);
			return reference(request, response, url.pathname);
		}
		if (url.pathname.startsWith(`${API}/`)) return rest(request, response, url);
		if (url.pathname === MCP || url.pathname === MCP_SIGNED_IN) {
			refuseForged(request, originOf(request, app.config));
			return mcp(request, response, url.pathname);
		}
		if (await grants(request, response, url)) return;
		if (url.pathname.startsWith(`${AUTH_PATH}/`)) return signIn(request, response, url);
		if (url.pathname.startsWith('/files/')) {
			refuseWrites(request, response);
			return sendFile(app, (await visitor(request)).actor, request, response, url);
		}
		if (url.pathname.startsWith(CALENDARS)) {
			refuseWrites(request, response);
			return sendCalendar(app, request, response, url.pathname);
		}
		if (await health(app, request, response, url.pathname, visitor)) return;
		guardPages(app, request, response, url.pathname);
		const isAnybody = !cookieOf(request, SESSION_COOKIE) && request.method === 'GET' && url.search === '';
		// Below the cache, which keeps what the pages wrote.
		compressText(request, response);
		cache.watch(response, key, isAnybody);
		pages(request, response, () => sendProblem(app, response, problem('not_found')));
	};
	// A slow client may take its time with an upload, but not with its headers.
	server.headersTimeout = 15_000;
	server.requestTimeout = 300_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(app.config.PORT, app.config.HOST, resolve);
	});
	return server;
}

/** Where nothing but reading is offered. */
function refuseWrites({ method }: IncomingMessage, response: ServerResponse): void {
	if (method === 'GET' || method === 'HEAD') return;
	response.setHeader('allow', 'GET, HEAD');
	throw problem('method_not_allowed');
}

function parse(path: string): URL {
	try {
		return new URL(path, 'http://localhost');
	} catch {
		throw problem('not_found', { detail: 'There is no such address.' });
	}
}

/** Tells SvelteKit who and where, and refuses what must not reach a form. */
function guardPages(app: App, request: IncomingMessage, response: ServerResponse, path: string): void {
	const origin = originOf(request, app.config);
	refuseForged(request, origin);
	// Postgres takes no NUL, and no page has an address with one.
	if (request.url?.includes('%00')) throw problem('not_found');
	const limit = PHOTO_FORM.test(path) ? PHOTO_FORM_LIMIT : FORM_LIMIT;
	const length = Number(request.headers['content-length'] ?? 0);
	if (length > HEARD_OUT) throw problem('payload_too_large');
	if (length > limit) {
		hearOut(request, response);
		// What the pages refuse themselves they say in the reader's language.
		request.headers['content-length'] = String(PHOTO_FORM_LIMIT + 1);
	}
	const { protocol, host } = new URL(origin);
	request.headers[SCHEME_HEADER] = protocol.slice(0, -1);
	request.headers[HOST_HEADER] = host;
	request.headers[ADDRESS_HEADER] = clientAddress(request, app.config.TRUST_PROXY);
}
