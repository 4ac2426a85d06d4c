import { Worker } from 'node:worker_threads';
import type { SearchDocument } from './types.ts';
import type { BuiltIndex } from './search-index.ts';

export type BuildOptions = {
	/** Called after each batch with the number of documents taken in so far. */
	onProgress?: (documents: number) => void;
	signal?: AbortSignal;
};

type Answer = { kind: 'ready'; documents: number } | { kind: 'built'; built: BuiltIndex };

/**
 * Builds the frozen part of an index in a worker thread. `batches` are read one ahead of the worker, so that at most two are in
 * memory. Rejects with what the source or the worker throws, or with the signal's reason.
 */
export async function buildIndex(
	batches: AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]>,
	{ onProgress, signal }: BuildOptions = {},
): Promise<BuiltIndex> {
	signal?.throwIfAborted();
	const worker = new Worker(new URL('./build.worker.ts', import.meta.url));
	const answers = answersOf(worker, signal);
	try {
		for await (const batch of batches) {
			worker.postMessage({ kind: 'add', batch }, []);
			const answer = await answers.next();
			if (answer.kind === 'ready') onProgress?.(answer.documents);
		}
		worker.postMessage({ kind: 'finish' }, []);
		const answer = await answers.next();
		if (answer.kind !== 'built') throw new Error('The search worker answered out of turn.');
		return answer.built;
	} finally {
		await worker.terminate();
	}
}

/** Each message of the worker, or its failure, in turn. */
function answersOf(worker: Worker, signal: AbortSignal | undefined): { next: () => Promise<Answer> } {
	let settle: PromiseWithResolvers<Answer> = Promise.withResolvers();
	let failure: unknown;
	const fail = (reason: unknown) => {
		failure = reason;
		settle.reject(reason);
	};
	settle.promise.catch(() => undefined);
	worker.on('message', (answer: Answer) => settle.resolve(answer));
	worker.on('error', fail);
	worker.on('exit', (code) => fail(new Error(`The search worker ended with code ${code}.`)));
	signal?.addEventListener('abort', () => fail(signal.reason), { once: true });
	return {
		next: async () => {
			const answer = await settle.promise;
			settle = Promise.withResolvers();
			settle.promise.catch(() => undefined);
			if (failure) settle.reject(failure);
			return answer;
		},
	};
}
