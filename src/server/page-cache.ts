import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A page says with this response header that it is the same for everybody. It does not leave the server. */
export const SAME_FOR_ALL = 'x-saunders-same-for-all';

type Encoding = 'br' | 'gzip' | 'identity';
type Page = { headers: Record<string, string>; bodies: Partial<Record<Encoding, Buffer>>; bytes: number };

export type PageCache = {
	/** Sends the page if it is known under this key: where it was asked for, by host and path. */
	answer(request: IncomingMessage, response: ServerResponse, key: string): boolean;
	/** Watches what the pages send, and keeps it if they say that it is the same for everybody and `isKept` says that nobody in particular asked. */
	watch(response: ServerResponse, key: string, isKept: boolean): void;
	/** The content changed: nothing kept is right any more. */
	clear(): void;
};

const KEPT_HEADERS = [
	'content-type',
	'content-language',
	'link',
	'content-security-policy',
	'x-frame-options',
	'referrer-policy',
	'x-content-type-options',
	'permissions-policy',
];

/** Bounded in bytes; when full it starts again, since a page is cheap to make once and popular pages come back at once. */
export function pageCache(maxBytes = 32 * 1024 * 1024): PageCache {
	let pages = new Map<string, Page>();
	let bytes = 0;
	let generation = 0;
	const clear = () => {
		pages = new Map();
		bytes = 0;
		generation++;
	};
	return {
		clear,
		answer: (request, response, key) => {
			const page = pages.get(key);
			if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
			send(request, response, page);
			return true;
		},
		watch: (response, key, isKept) => {
			const begun = generation;
			capture(response, isKept, (headers, body) => {
				// Made before a change and finished after it: perhaps already wrong.
				if (begun !== generation) return;
				const page = encode(headers, body);
				if (bytes + page.bytes > maxBytes) clear();
				pages.set(key, page);
				bytes += page.bytes;
			});
		},
	};
}

function encode(headers: Record<string, string>, body: Buffer): Page {
	const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
	const gzip = gzipSync(body);
	return { headers, bodies: { identity: body, gzip, br }, bytes: body.length + gzip.length + br.length };
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
	if (request.headers['if-none-match'] === page.headers.etag) {
		response.writeHead(304, { etag: page.headers.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
		response.end();
		return;
	}
	const accepted = request.headers['accept-encoding'] ?? '';
	const encoding: Encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
	const body = page.bodies[encoding] ?? Buffer.alloc(0);
	response.writeHead(200, {
		...page.headers,
		...(encoding !== 'identity' && { 'content-encoding': encoding }),
		'content-length': body.length,
	});
	response.end(request.method === 'HEAD' ? undefined : body);
}

/** Passes everything through and hands over the whole body at the end, if the page allowed it and came out well. */
function capture(
	response: ServerResponse,
	isKept: boolean,
	done: (headers: Record<string, string>, body: Buffer) => void,
): void {
	const chunks: Buffer[] = [];
	const { write, end, writeHead } = response;
	let isSame = false;
	response.writeHead = ((...args: Parameters<typeof writeHead>) => {
		isSame = response.hasHeader(SAME_FOR_ALL);
		response.removeHeader(SAME_FOR_ALL);
		return writeHead.apply(response, args);
	}) as typeof writeHead;
	const keep = (chunk: unknown) => {
		if (!isKept) return;
		if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
		else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
	};
	response.write = ((...args: Parameters<typeof write>) => {
		keep(args[0]);
		return write.apply(response, args);
	}) as typeof response.write;
	response.end = ((...args: Parameters<typeof end>) => {
		keep(args[0]);
		const result = end.apply(response, args);
		if (isKept && isSame && response.statusCode === 200)
			done(headersOf(response, Buffer.concat(chunks)), Buffer.concat(chunks));
		return result;
	}) as typeof response.end;
}

function headersOf(response: ServerResponse, body: Buffer): Record<string, string> {
	const kept = KEPT_HEADERS.flatMap((name) =>
		response.hasHeader(name) ? [[name, String(response.getHeader(name))]] : [],
	);
	return {
		...Object.fromEntries(kept),
		'cache-control': 'no-cache',
		vary: 'accept-encoding',
		etag: `"${hashOf(body)}"`,
	};
}

/** Tells pages apart, no more: FNV-1a. */
function hashOf(body: Buffer): string {
	let hash = 0x811c9dc5;
	for (const byte of body) hash = Math.imul(hash ^ byte, 0x01000193);
	return `${body.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
