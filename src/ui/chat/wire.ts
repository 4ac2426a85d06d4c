import type { FileFacts, Refusal } from './shapes.ts';

export type Wire = {
	/** Throws a `Refusal`. Without a session one is begun, and the call is made again. */
	call<T>(method: string, path: string, options?: { body?: unknown; key?: string }): Promise<T>;
	stream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
	/** `progress` hears 0..1. */
	upload(path: string, file: Blob, progress: (part: number) => void, signal: AbortSignal): Promise<FileFacts>;
	/** Where a file of a message can be seen: its address, or its content where an address cannot say who asks. */
	file(url: string): Promise<string>;
	/** Files cannot be shown by their address alone. */
	isHeld: boolean;
};

type Options = {
	origin?: string;
	/** The token; none where a cookie says who asks. */
	token?(): string | undefined;
	/** Whether there is a session; where there is none the first call begins one. */
	isKnown: boolean;
	/** Begins a session: the next call carries it. */
	begin(): Promise<void>;
};

/** The public API, as a customer calls it. */
export function openWire({ origin = '', token, isKnown, begin }: Options): Wire {
	let beginning: Promise<void> | undefined = isKnown ? Promise.resolve() : undefined;
	const begun = () =>
		(beginning ??= begin().catch((error: unknown) => {
			beginning = undefined;
			throw error;
		}));
	const at = (path: string) => `${origin}/api/v1${path}`;
	const bearer = (): Record<string, string> => {
		const known = token?.();
		return known ? { authorization: `Bearer ${known}` } : {};
	};
	const send = async (path: string, init: () => RequestInit): Promise<Response> => {
		await begun();
		const first = await reach(at(path), init());
		if (first.status !== 401) return taken(first);
		// The session has ended meanwhile.
		beginning = undefined;
		await begun();
		return taken(await reach(at(path), init()));
	};
	return {
		isHeld: token !== undefined,
		call: async <T>(method: string, path: string, { body, key }: { body?: unknown; key?: string } = {}) => {
			const response = await send(path, () => ({
				method,
				headers: {
					...bearer(),
					...(body !== undefined && { 'content-type': 'application/json' }),
					...(key && { 'idempotency-key': key }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			}));
			return (response.status === 204 ? undefined : await response.json()) as T;
		},
		stream: async (path, signal) => {
			const response = await send(path, () => ({ headers: { ...bearer(), accept: 'text/event-stream' }, signal }));
			return response.body ?? refuse(0, 'offline');
		},
		upload: async (path, file, progress, signal) => {
			await begun();
			return uploaded(at(path), file, bearer(), progress, signal);
		},
		file: async (url) => {
			if (!token) return url;
			const response = await reach(origin + url, { headers: bearer() });
			return URL.createObjectURL(await (await taken(response)).blob());
		},
	};
}

async function reach(url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (error) {
		if (init.signal?.aborted) throw error;
		return refuse(0, 'offline');
	}
}

async function taken(response: Response): Promise<Response> {
	if (response.ok) return response;
	const problem = (await response.json().catch(() => ({}))) as { code?: string };
	return refuse(response.status, problem.code ?? '', Number(response.headers.get('retry-after')) || 0);
}

function refuse(status: number, code: string, wait = 0): never {
	throw { status, code, wait } satisfies Refusal;
}

/** The old way of asking, which alone tells how far an upload is. */
function uploaded(
	url: string,
	file: Blob,
	headers: Record<string, string>,
	progress: (part: number) => void,
	signal: AbortSignal,
): Promise<FileFacts> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const fail = (status: number) => {
			const { code = '' } = parsed(request.responseText) as { code?: string };
			reject({ status, code, wait: Number(request.getResponseHeader('retry-after')) || 0 } satisfies Refusal);
		};
		request.open('POST', url);
		request.setRequestHeader('content-type', file.type || 'application/octet-stream');
		for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
		request.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0));
		request.addEventListener('load', () =>
			request.status < 300 ? resolve(parsed(request.responseText) as FileFacts) : fail(request.status),
		);
		request.addEventListener('error', () => fail(0));
		request.addEventListener('abort', () => fail(0));
		signal.addEventListener('abort', () => request.abort());
		request.send(file);
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}
