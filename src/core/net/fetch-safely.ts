import { type LookupAddress, lookup } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { isPublic } from './addresses.ts';

/** `refused`: an address that must not be asked. `status`: it answered, but with no content. */
export const FETCH_FAULTS = ['refused', 'unreachable', 'status', 'redirects', 'too_large', 'too_slow'] as const;
export type FetchFaultCode = (typeof FETCH_FAULTS)[number];

export class FetchFault extends Error {
	readonly code: FetchFaultCode;
	constructor(code: FetchFaultCode) {
		super(`This address could not be read (${code}).`);
		this.code = code;
	}
}

export type FetchTerms = {
	/** `host` or `host:port` of private addresses that may be asked all the same, by plain HTTP too. */
	privateHosts: readonly string[];
	mostBytes: number;
	mostMs: number;
};

const MOST_REDIRECTS = 3;

/**
 * Reads what somebody else's address holds, as UTF-8. Addresses of this machine and of private networks are not asked, whatever name leads there: the name is
 * looked up once, and what was found is what is connected to, again for each redirect. Throws a `FetchFault`.
 */
export async function fetchSafely(address: string, terms: FetchTerms): Promise<string> {
	const signal = AbortSignal.timeout(terms.mostMs);
	let url = requireUrl(address);
	// What is let in is let in for whoever typed it: a stranger's page does not lead there.
	const then = isLetIn(url, terms) ? terms : { ...terms, privateHosts: [] };
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		const response = await ask(url, then, signal);
		const { statusCode = 0, headers } = response;
		if (statusCode === 200) return await textOf(response, terms, signal);
		response.destroy();
		if (statusCode < 300 || statusCode > 399 || !headers.location) throw new FetchFault('status');
		url = requireUrl(headers.location, url);
	}
	throw new FetchFault('redirects');
}

function requireUrl(address: string, base?: URL): URL {
	const url = URL.parse(address, base);
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new FetchFault('refused');
	return url;
}

const isLetIn = ({ hostname, host }: URL, { privateHosts }: FetchTerms): boolean =>
	privateHosts.includes(hostname) || privateHosts.includes(host);

async function ask(url: URL, terms: FetchTerms, signal: AbortSignal): Promise<IncomingMessage> {
	if (url.protocol !== 'https:' && !isLetIn(url, terms)) throw new FetchFault('refused');
	const found = await addressesOf(url.hostname, signal);
	if (!isLetIn(url, terms) && !found.every(({ address }) => isPublic(address))) throw new FetchFault('refused');
	const send = url.protocol === 'https:' ? request : requestPlain;
	const headers = { 'user-agent': 'Saunders', 'accept-encoding': 'identity' };
	return new Promise((resolve, reject) => {
		const sent = send(url, { agent: false, lookup: pinnedTo(found), signal, headers }, resolve);
		sent.on('error', () => reject(new FetchFault(signal.aborted ? 'too_slow' : 'unreachable')));
		sent.end();
	});
}

async function addressesOf(hostname: string, signal: AbortSignal): Promise<LookupAddress[]> {
	const slow = new Promise<never>((_, reject) =>
		signal.addEventListener('abort', () => reject(new FetchFault('too_slow')), { once: true }),
	);
	slow.catch(() => {});
	const asked = lookUp(hostname.replaceAll(/^\[|\]$/g, ''), { all: true });
	return Promise.race([asked, slow]).catch((error: unknown) => {
		throw error instanceof FetchFault ? error : new FetchFault('unreachable');
	});
}

/** A name can lead elsewhere a moment later: what was looked at is what is used. */
const pinnedTo =
	(found: readonly LookupAddress[]): typeof lookup =>
	// @ts-expect-error Node's type has a signature for each option; sockets ask with a callback and either option.
	(_name: string, options: { all?: boolean }, done: (error: null, ...found: unknown[]) => void) =>
		options.all ? done(null, found) : done(null, found[0]?.address, found[0]?.family);

async function textOf(response: IncomingMessage, { mostBytes }: FetchTerms, signal: AbortSignal): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of response as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > mostBytes) throw new FetchFault('too_large');
			chunks.push(chunk);
		}
	} catch (error) {
		if (error instanceof FetchFault) throw error;
		throw new FetchFault(signal.aborted ? 'too_slow' : 'unreachable');
	}
	return Buffer.concat(chunks).toString('utf8');
}
