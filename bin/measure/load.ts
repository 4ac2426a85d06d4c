import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type LoadJob = {
	port: number;
	/** Whole HTTP requests as they go over the wire, sent in turn. */
	requests: string[];
	clients: number;
	/** Ends by itself after so long; the first half second is not counted. */
	seconds: number;
	/** How long each client thinks between two requests. */
	pauseMs?: number;
	/** Each request once: ends when there are no more. */
	once?: boolean;
};

/** Times in milliseconds. `statuses` counts answers by status, `failed` requests without an answer. */
export type LoadResult = {
	perSecond: number;
	p50: number;
	p99: number;
	worst: number;
	statuses: Record<string, number>;
	failed: number;
};

/** Loads a server on this machine from a process of its own. `stop` ends it early. */
export function startLoad(job: LoadJob): { done: Promise<LoadResult>; stop(): void } {
	const child = fork(path.join(import.meta.dirname, 'load-process.ts'));
	child.send(job);
	return { done: resultOf(child), stop: () => void child.send('stop') };
}

export const load = (job: LoadJob): Promise<LoadResult> => startLoad(job).done;

async function resultOf(child: ChildProcess): Promise<LoadResult> {
	const [result] = (await Promise.race([
		once(child, 'message'),
		once(child, 'exit').then(([code]) => Promise.reject(new Error(`The load process ended with code ${code}.`))),
	])) as [LoadResult];
	return result;
}

type RequestParts = { path: string; key?: string; body?: object };

/** A request as it goes over the wire; with a body it is a POST of JSON. */
export function wire({ path: target, key, body }: RequestParts): string {
	const text = body ? JSON.stringify(body) : '';
	const lines = [
		`${body ? 'POST' : 'GET'} ${target} HTTP/1.1`,
		'host: 127.0.0.1',
		...(key ? [`authorization: Bearer ${key}`] : []),
		...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : []),
	];
	return `${lines.join('\r\n')}\r\n\r\n${text}`;
}
