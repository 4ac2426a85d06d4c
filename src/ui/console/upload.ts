import { CONSOLE_HEADER } from '#modules/staff/browser.ts';
import { Refusal } from './call.ts';
import { session } from './session.svelte.ts';

export type Uploaded = { id: string; address: string; name: string; mime: string; width?: number; height?: number };

type Options = { path?: string; onProgress?: (share: number) => void; signal?: AbortSignal };

/** Sends a file and tells how far it is, from 0 to 1. Throws `Refusal`. With `XMLHttpRequest`, since `fetch` cannot tell. */
export function upload<T = Uploaded>(file: Blob, name: string, { path = '/files', onProgress, signal }: Options = {}) {
	const { promise, resolve, reject } = Promise.withResolvers<T>();
	const request = new XMLHttpRequest();
	request.open('POST', `/api/v1${path}${path.includes('?') ? '&' : '?'}name=${encodeURIComponent(name)}`);
	request.setRequestHeader(CONSOLE_HEADER, '1');
	request.setRequestHeader('content-type', file.type || 'application/octet-stream');
	request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0));
	request.addEventListener('error', () => reject(new Refusal(0, 'offline')));
	request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
	request.addEventListener('load', () => {
		const body = parsed(request.responseText);
		if (request.status < 300) return resolve(body as T);
		if (request.status === 401) session.end();
		reject(new Refusal(request.status, String(body?.code ?? 'internal'), body));
	});
	signal?.addEventListener('abort', () => request.abort());
	request.send(file);
	return promise;
}

function parsed(text: string): Record<string, unknown> | undefined {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}
