import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { App } from '#app';
import { defaultLang, offeredLangs } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { callGate } from '#core/limits.ts';
import { customerOfToken, endSession, enterByGrant, idOfProgram, isReturnAddress } from '#modules/customers/index.ts';
import { acceptedLang } from '#ui/language.ts';
import { parseJson, readText } from '../rest/body.ts';
import { sendJson } from '../rest/serve.ts';

/** Where a token is needed from the first request on: a program that finds itself refused there has its customer sign in. */
export const MCP_SIGNED_IN = '/mcp/me';

const RESOURCES = '/.well-known/oauth-protected-resource';
const SERVER = '/.well-known/oauth-authorization-server';
const AUTHORIZE = '/oauth/authorize';
const [REGISTER, TOKEN, REVOKE] = ['/oauth/register', '/oauth/token', '/oauth/revoke'] as const;
type Act = (app: App, request: IncomingMessage, response: ServerResponse) => Promise<void>;
const ACTS: ReadonlyMap<string, Act> = new Map([
	[REGISTER, register],
	[TOKEN, exchange],
	[REVOKE, revoke],
]);

const OURS = /^\/(oauth|\.well-known\/oauth-)/;

/** Of programs that ask to be known, and of those that come in. */
const CALLS_A_MINUTE = { name: 'grants', count: 60, seconds: 60 };

type Doorway = { addressOf(request: IncomingMessage): string; originOf(request: IncomingMessage): string };

/**
 * How a program comes to act for a customer: OAuth 2.1 as MCP asks for it. Programs are public and make themselves known (RFC 7591), customers allow it on a
 * page of the portal, and the token is a session of theirs. Answers false for any other address.
 */
export function grantsDoor(app: App, { addressOf, originOf }: Doorway) {
	const count = callGate(CALLS_A_MINUTE);
	return async (request: IncomingMessage, response: ServerResponse, { pathname, search }: URL): Promise<boolean> => {
		if (!OURS.test(pathname)) return false;
		const origin = app.origin(originOf(request));
		const told = metadata(pathname, origin);
		const act = ACTS.get(pathname);
		if (!told && !act && pathname !== AUTHORIZE) return false;
		if (request.method !== (act ? 'POST' : 'GET')) throw problem('method_not_allowed');
		if (told) {
			response.setHeader('access-control-allow-origin', '*');
			sendJson(response, 200, told);
		} else if (act) {
			count({ id: '', address: addressOf(request) });
			await act(app, request, response);
		} else {
			const { settings } = app;
			const offered = acceptedLang(request.headers['accept-language'] ?? null, settings.get(offeredLangs));
			const lang = offered ?? settings.get(defaultLang);
			response.writeHead(302, { location: `/${lang}/connect${search}`, 'cache-control': 'no-store' }).end();
		}
		return true;
	};
}

export const resourceMetadata = (origin: string, path: string) => `${origin}${RESOURCES}${path}`;

function metadata(pathname: string, origin: string): object | undefined {
	if (pathname === SERVER)
		return {
			issuer: origin,
			authorization_endpoint: origin + AUTHORIZE,
			token_endpoint: origin + TOKEN,
			registration_endpoint: origin + REGISTER,
			revocation_endpoint: origin + REVOKE,
			revocation_endpoint_auth_methods_supported: ['none'],
			response_types_supported: ['code'],
			grant_types_supported: ['authorization_code'],
			code_challenge_methods_supported: ['S256'],
			token_endpoint_auth_methods_supported: ['none'],
			authorization_response_iss_parameter_supported: true,
		};
	const path = pathname.startsWith(RESOURCES) ? pathname.slice(RESOURCES.length) : undefined;
	if (path === undefined || !['', '/mcp', MCP_SIGNED_IN].includes(path)) return undefined;
	return {
		resource: origin + (path || MCP_SIGNED_IN),
		authorization_servers: [origin],
		bearer_methods_supported: ['header'],
	};
}

const registration = z.object({
	client_name: z.string().trim().max(80).default(''),
	redirect_uris: z.array(z.string().max(500)).min(1).max(5),
});

async function register(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { data } = registration.safeParse(parseJson(await readText(request)));
	const redirects = data?.redirect_uris ?? [];
	if (!data || !redirects.every(isReturnAddress))
		return sendJson(response, 400, {
			error: data ? 'invalid_redirect_uri' : 'invalid_client_metadata',
			error_description: 'Name one to five redirect_uris: by https, on the loopback address, or of an app.',
		});
	const name = data.client_name || new URL(redirects[0] ?? '').host;
	sendJson(response, 201, {
		client_id: idOfProgram(app.secrets, { name, redirects }),
		client_name: name,
		redirect_uris: redirects,
		grant_types: ['authorization_code'],
		response_types: ['code'],
		token_endpoint_auth_method: 'none',
	});
}

const exchanged = z.object({
	grant_type: z.literal('authorization_code'),
	code: z.string(),
	client_id: z.string(),
	redirect_uri: z.string(),
	code_verifier: z.string().min(43).max(128),
});

async function exchange(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { data } = exchanged.safeParse(Object.fromEntries(new URLSearchParams(await readText(request))));
	if (!data) return sendJson(response, 400, { error: 'invalid_request' });
	const { code, client_id: program, redirect_uri: redirect, code_verifier: verifier } = data;
	const { secrets } = app;
	const session = await app.transact((tx) => enterByGrant(tx, { secrets, code, program, redirect, verifier }));
	if (!session) return sendJson(response, 400, { error: 'invalid_grant' });
	const expires_in = Math.floor((session.expires_at.getTime() - app.clock().getTime()) / 1_000);
	sendJson(response, 200, { access_token: session.token, token_type: 'Bearer', expires_in });
}

/** Its customer has cut it off, or it goes by itself. A token that opens nothing is as good as ended (RFC 7009). */
async function revoke(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const token = new URLSearchParams(await readText(request)).get('token') ?? '';
	const actor = await customerOfToken(app.database.db, token, app.clock());
	if (actor) await app.transact((tx) => endSession(tx, actor));
	response.writeHead(200, { 'cache-control': 'no-store', 'content-length': 0 }).end();
}
