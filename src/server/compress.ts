import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';

const TEXT = /^(text\/(?!event-stream)|application\/(xml|json|rss\+xml|problem\+json))/;
/** Less than this fits into one packet as it is. */
const LEAST = 1_000;

/** Sends what the pages write as one gzipped answer to whoever takes it. Streams of events and what is not text pass through at once. */
export function compressText(request: IncomingMessage, response: ServerResponse): void {
	if (request.method === 'HEAD' || !/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return;
	const { write, end, writeHead } = response;
	const chunks: Buffer[] = [];
	let isDecided = false;
	let isHeld = false;
	// Whoever ends without it would have it called in the midst of sending.
	const decide = () => void (isDecided || response.writeHead(response.statusCode));
	response.writeHead = ((status: number, ...more: unknown[]) => {
		isDecided = true;
		isHeld = more.length === 0 && status !== 304 && isText(response);
		response.statusCode = status;
		return isHeld ? response : Reflect.apply(writeHead, response, [status, ...more]);
	}) as typeof writeHead;
	response.write = ((...args: Parameters<typeof write>) => {
		decide();
		if (!isHeld) return Reflect.apply(write, response, args);
		chunks.push(Buffer.from(args[0] as Uint8Array));
		return true;
	}) as typeof write;
	response.end = ((...args: unknown[]) => {
		decide();
		if (!isHeld) return Reflect.apply(end, response, args);
		if (args[0] && typeof args[0] !== 'function') chunks.push(Buffer.from(args[0] as Uint8Array));
		const send = (body: Buffer) => {
			response.setHeader('content-length', body.length);
			Reflect.apply(writeHead, response, [response.statusCode]);
			Reflect.apply(end, response, [body]);
		};
		const whole = Buffer.concat(chunks);
		response.appendHeader('vary', 'accept-encoding');
		if (whole.length < LEAST) return (send(whole), response);
		gzip(whole, (error, small) => {
			if (!error) response.setHeader('content-encoding', 'gzip');
			send(error ? whole : small);
		});
		return response;
	}) as typeof end;
}

const isText = (response: ServerResponse) =>
	!response.hasHeader('content-encoding') && TEXT.test(String(response.getHeader('content-type') ?? ''));
