import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * A page says with this response header that it is the same for everybody: until the content changes, or for as many seconds as its value says. It
 * does not leave the server.
 */
export const SAME_FOR_ALL = 'x-saunders-same-for-all';

type Encoding = 'br' | 'gzip' | 'identity';
/** Ready to leave: names and values of its headers in turn, and its bytes. */
type Form = { headers: string[]; body: Buffer };
type Page = { etag: string; forms: Record<Encoding, Form>; bytes: number; until: number };

type PageCache = {
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
			if (!page || page.until < Date.now() || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
			send(request, response, page);
			return true;
		},
		watch: (response, key, isKept) => {
			const begun = generation;
			capture(response, isKept, (headers, body, seconds) => {
				// Made before a change and finished after it: perhaps already wrong.
				if (begun !== generation) return;
				const page = { ...pageOf(headers, body), until: Date.now() + seconds * 1_000 };
				if (bytes + page.bytes > maxBytes) clear();
				bytes += page.bytes - (pages.get(key)?.bytes ?? 0);
				pages.set(key, page);
			});
		},
	};
}

function pageOf(headers: Record<string, string>, body: Buffer): Omit<Page, 'until'> {
	const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
	const gzip = gzipSync(body);
	const etag = `"${hashOf(body)}"`;
	const all = { ...headers, 'cache-control': 'no-cache', vary: 'accept-encoding', etag };
	const form = (bytes: Buffer, encoding?: Encoding): Form => ({
		headers: Object.entries({
			...all,
			...(encoding && { 'content-encoding': encoding }),
			'content-length': String(bytes.length),
		}).flat(),
		body: unpooled(bytes),
	});
	const forms = { identity: form(body), gzip: form(gzip, 'gzip'), br: form(br, 'br') };
	return { etag, forms, bytes: body.length + gzip.length + br.length };
}

/** Small buffers share blocks of 64 kB with whatever else is made at the time, which stay as long as one of them does. */
function unpooled(bytes: Buffer): Buffer {
	const own = Buffer.allocUnsafeSlow(bytes.length);
	bytes.copy(own);
	return own;
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
	if (request.headers['if-none-match'] === page.etag) {
		response.writeHead(304, { etag: page.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
		response.end();
		return;
	}
	const accepted = request.headers['accept-encoding'] ?? '';
	const encoding: Encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
	const { headers, body } = page.forms[encoding];
	response.writeHead(200, headers);
	response.end(request.method === 'HEAD' ? undefined : body);
}

/** Passes everything through and hands over the whole body at the end, if the page allowed it and came out well. */
function capture(
	response: ServerResponse,
	isKept: boolean,
	done: (headers: Record<string, string>, body: Buffer, seconds: number) => void,
): void {
	const chunks: Buffer[] = [];
	const { write, end, writeHead } = response;
	let seconds = 0;
	response.writeHead = ((...args: Parameters<typeof writeHead>) => {
		if (response.hasHeader(SAME_FOR_ALL)) seconds = Number(response.getHeader(SAME_FOR_ALL)) || Infinity;
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
		const body = Buffer.concat(chunks);
		if (isKept && seconds > 0 && response.statusCode === 200) done(headersOf(response), body, seconds);
		return result;
	}) as typeof response.end;
}

function headersOf(response: ServerResponse): Record<string, string> {
	const kept = KEPT_HEADERS.filter((name) => response.hasHeader(name));
	return Object.fromEntries(kept.map((name) => [name, String(response.getHeader(name))]));
}

/** Tells pages apart, no more: FNV-1a. */
function hashOf(body: Buffer): string {
	let hash = 0x811c9dc5;
	for (const byte of body) hash = Math.imul(hash ^ byte, 0x01000193);
	return `${body.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
