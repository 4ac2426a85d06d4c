import type { IncomingMessage } from 'node:http';
import { problem } from '#core/errors.ts';
import { storable } from '#core/text/storable.ts';

const JSON_LIMIT = 2 * 1024 * 1024;

/** The whole body as text, refused early when it says it is too large and cut off when it lied. Empty gives `''`. */
export async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of limited(request, JSON_LIMIT)) chunks.push(chunk);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
	} catch {
		throw problem('invalid_json', { detail: 'The body is not valid UTF-8.' });
	}
}

export function parseJson(text: string): unknown {
	if (text === '') return undefined;
	try {
		return UNSTORABLE.test(text)
			? JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))
			: JSON.parse(text);
	} catch {
		throw problem('invalid_json', { detail: 'The body is not valid JSON.' });
	}
}

const UNSTORABLE = /\\u(0000|d[89a-f])/i;

/** The body's chunks as they come, ending in `payload_too_large` past the limit. */
export async function* limited(request: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
	const tooLarge = () => problem('payload_too_large', { detail: `The body may have at most ${maxBytes} bytes.` });
	if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
	let seen = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		seen += chunk.length;
		if (seen > maxBytes) throw tooLarge();
		yield chunk;
	}
}
