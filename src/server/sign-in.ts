import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '#app';
import { parseJson, readText } from '#channels/rest/body.ts';
import { sendProblem } from '#channels/rest/serve.ts';
import { problem } from '#core/errors.ts';
import { spend } from '#core/limits.ts';
import { ADDRESS_HEADER, AUTH_PATH } from '#modules/staff/index.ts';
import { clientAddress, originOf } from './address.ts';
import { refuseForged } from './visitor.ts';

/** What better-auth offers and we use; everything else it knows goes through our own acts, which keep the rules and write down what happened. */
const OPEN = new Set([
	'POST /sign-in/email',
	'POST /sign-in/social',
	'GET /callback/oidc',
	'POST /sign-out',
	'POST /change-password',
	'POST /two-factor/enable',
	'POST /two-factor/disable',
	'POST /two-factor/verify-totp',
	'POST /two-factor/verify-backup-code',
	'POST /two-factor/generate-backup-codes',
	'GET /passkey/generate-register-options',
	'POST /passkey/verify-registration',
	'GET /passkey/generate-authenticate-options',
	'POST /passkey/verify-authentication',
	'POST /passkey/delete-passkey',
	'POST /passkey/update-passkey',
]);

/** A person mistypes; a program tries. Counted by address, behind which a whole team may begin its Monday, by address and account, and by account over all addresses. */
const BY_ADDRESS = { name: 'sign-in', count: 120, seconds: 300 };
const BY_BOTH = { name: 'sign-in-here', count: 10, seconds: 900 };
const BY_ACCOUNT = { name: 'sign-in-anywhere', count: 100, seconds: 3_600 };
/** Each challenge is a row until it expires, and whoever asks for one need not say who they are. */
const CHALLENGES = { name: 'passkey-challenges', count: 120, seconds: 300 };

/** Answers what begins with `AUTH_PATH`. */
export function signInDoor(app: App) {
	return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
		try {
			const act = `${request.method} ${url.pathname.slice(AUTH_PATH.length)}`;
			if (!OPEN.has(act)) throw problem('not_found', { detail: 'There is no such address.' });
			const origin = originOf(request, app.config);
			refuseForged(request, origin);
			const address = clientAddress(request, app.config.TRUST_PROXY);
			const body = request.method === 'POST' ? await readText(request) : undefined;
			await count(app, act, address, body);
			const answer = await app.signIn.handle(asked(request, { origin, address, body }), origin);
			await send(response, answer);
		} catch (error) {
			sendProblem(app, response, error);
		}
	};
}

async function count({ database: { db } }: App, act: string, address: string, body = ''): Promise<void> {
	if (act === 'GET /passkey/generate-authenticate-options') return spend(db, CHALLENGES, address);
	if (act === 'POST /sign-out' || act.startsWith('GET ')) return;
	await spend(db, BY_ADDRESS, address);
	if (act !== 'POST /sign-in/email') return;
	const { email } = (parseJson(body) ?? {}) as { email?: unknown };
	if (typeof email !== 'string' || email.length > 254) throw problem('invalid_input');
	await spend(db, BY_BOTH, `${address}:${email.toLowerCase()}`);
	await spend(db, BY_ACCOUNT, email.toLowerCase());
}

type Known = { origin: string; address: string; body: string | undefined };

function asked(request: IncomingMessage, { origin, address, body }: Known): Request {
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
	headers.set(ADDRESS_HEADER, address);
	headers.set('host', new URL(origin).host);
	return new Request(origin + request.url, { method: request.method ?? 'GET', headers, ...(body && { body }) });
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
	const { 'set-cookie': _, ...headers } = Object.fromEntries(answer.headers);
	response.setHeader('set-cookie', answer.headers.getSetCookie());
	response.writeHead(answer.status, { ...headers, 'cache-control': 'no-store' });
	response.end(Buffer.from(await answer.arrayBuffer()));
}
