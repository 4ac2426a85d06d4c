import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { AddressInfo } from 'node:net';

type Account = { sub: string; email: string; name: string; email_verified: boolean };

/** A provider of OpenID Connect that signs in, without asking, whoever `account` is. */
export async function startOidc(clientId: string) {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
	const codes = new Map<string, { account: Account; nonce: string | null }>();
	const state = { account: { sub: '1', email: '', name: '', email_verified: true } as Account };
	let issuer = '';
	const answers: Record<string, (url: URL, request: IncomingMessage, response: ServerResponse) => unknown> = {
		'/.well-known/openid-configuration': () => ({
			issuer,
			authorization_endpoint: `${issuer}/authorize`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`,
			id_token_signing_alg_values_supported: ['RS256'],
			response_types_supported: ['code'],
			subject_types_supported: ['public'],
		}),
		'/jwks': () => ({ keys: [jwk] }),
		'/authorize': ({ searchParams }, _, response) => {
			const code = randomUUID();
			codes.set(code, { account: state.account, nonce: searchParams.get('nonce') });
			const back = new URL(searchParams.get('redirect_uri') ?? '');
			back.searchParams.set('code', code);
			back.searchParams.set('state', searchParams.get('state') ?? '');
			response.writeHead(302, { location: back.href });
			return undefined;
		},
		'/token': async (_, request) => {
			const form = new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString());
			const known = codes.get(form.get('code') ?? '');
			codes.delete(form.get('code') ?? '');
			const now = Math.floor(Date.now() / 1_000);
			const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce: known?.nonce, ...known?.account };
			return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token(claims) };
		},
	};
	const token = (claims: object) => {
		const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
		return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
	};
	const server = createServer(async (request, response) => {
		const url = new URL(request.url ?? '/', issuer);
		const body = await answers[url.pathname]?.(url, request, response);
		if (!response.headersSent) response.setHeader('content-type', 'application/json');
		response.end(body ? JSON.stringify(body) : undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stop = () => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	};
	return Object.assign(state, { issuer, stop });
}
