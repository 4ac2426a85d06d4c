import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '#core/config.ts';
import { problem } from '#core/errors.ts';

/** What a request tells of where it comes from; any `IncomingMessage` does. */
type Asked = { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } };

/**
 * The client's address: the socket's, or behind `hops` trusted proxies the entry that the outermost of them wrote into
 * `X-Forwarded-For`. Whatever a client put there itself stands further left and is ignored.
 */
export function clientAddress(request: Asked, hops: number): string {
	const socket = request.socket.remoteAddress ?? '';
	if (hops === 0) return socket;
	const chain = String(request.headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
	return chain.at(-hops) ?? socket;
}

/** Scheme and host as the customer's browser sees them: `ORIGIN` if set, else what a trusted proxy says, else the request itself. Throws `invalid_input` for a Host that cannot be one. */
export function originOf(request: Asked, config: Pick<Config, 'ORIGIN' | 'TRUST_PROXY'>): string {
	if (config.ORIGIN) return config.ORIGIN;
	const trusted = config.TRUST_PROXY > 0;
	const scheme = (trusted && lastOf(request.headers['x-forwarded-proto'])) || 'http';
	const host = (trusted && lastOf(request.headers['x-forwarded-host'])) || request.headers.host || 'localhost';
	const origin = `${scheme === 'https' ? 'https' : 'http'}://${host}`;
	// Pages build links from it.
	if (origin !== lastSound && !(HOST.test(host) && URL.canParse(origin)))
		throw problem('invalid_input', { detail: 'The Host header names no host.' });
	lastSound = origin;
	return origin;
}

/** Nearly all requests come to the same address: it is looked at once. */
let lastSound = '';

const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d+)?$/i;

const lastOf = (header: string | string[] | undefined) =>
	String(header ?? '')
		.split(',')
		.at(-1)
		?.trim();
