import { CONSOLE_HEADER } from '#modules/staff/browser.ts';
import { session } from './session.svelte.ts';

/** What the API refused, by its stable code; `offline` when nothing answered. */
export class Refusal extends Error {
	readonly status: number;
	readonly code: string;
	/** The whole reply: fields that were wrong, or the newer text of a conflict. */
	readonly body: Record<string, unknown>;

	constructor(status: number, code: string, body: Record<string, unknown> = {}) {
		super(String(body.detail ?? code));
		this.status = status;
		this.code = code;
		this.body = body;
	}
}

type CallOptions = { body?: unknown; signal?: AbortSignal; keepalive?: boolean };

/**
 * Calls the API as the member who is signed in: `await call('PATCH', '/members/…', { body })`. Throws `Refusal`. When the session has ended the frame asks to
 * sign in again, and the page stays as it is.
 */
export async function call<T = void>(method: string, path: string, { body, ...options }: CallOptions = {}): Promise<T> {
	const response = await fetch(`/api/v1${path}`, {
		method,
		headers: { [CONSOLE_HEADER]: '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
		...(body !== undefined && { body: JSON.stringify(body) }),
		...options,
	}).catch((error: unknown) => {
		if (error instanceof DOMException && error.name === 'AbortError') throw error;
		throw new Refusal(0, 'offline');
	});
	return read<T>(response);
}

async function read<T>(response: Response): Promise<T> {
	const text = await response.text();
	const body = text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
	if (response.ok) return body as T;
	if (response.status === 401) session.end();
	throw new Refusal(response.status, body?.code ?? 'internal', body);
}
