import { Worker } from 'node:worker_threads';
import type { SearchDocument } from './types.ts';
import type { BuiltIndex } from './search-index.ts';

export type BuildOptions = {
	/** Called after each batch with the number of documents taken in so far. */
	onProgress?: (documents: number) => void;
	signal?: AbortSignal;
};

type Answer =
	{ kind: 'ready'; documents: number } | { kind: 'segment'; segment: BuiltIndex[number] } | { kind: 'done' };

/**
 * Builds the frozen part of an index in a worker thread. `batches` are read one ahead of the worker, so that at most two are in
 * memory. Rejects with what the source or the worker throws, or with the signal's reason.
 */
export async function buildIndex(
	batches: AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]>,
	{ onProgress, signal }: BuildOptions = {},
): Promise<BuiltIndex> {
	signal?.throwIfAborted();
	const worker = new Worker(new URL('./build.worker.ts', import.meta.url), {
		resourceLimits: { maxYoungGenerationSizeMb: 16 },
	});
	const answers = answersOf(worker, signal);
	try {
		for await (const batch of batches) {
			worker.postMessage({ kind: 'add', batch }, []);
			const answer = await answers.next();
			if (answer.kind === 'ready') onProgress?.(answer.documents);
		}
		worker.postMessage({ kind: 'finish' }, []);
		return await segmentsFrom(answers);
	} finally {
		await worker.terminate();
	}
}

/** One message a language, so that taking them in never holds up the event loop for long. */
async function segmentsFrom(answers: Answers): Promise<BuiltIndex> {
	const built: BuiltIndex = [];
	for (let answer = await answers.next(); answer.kind === 'segment'; answer = await answers.next())
		built.push(answer.segment);
	return built;
}

type Answers = { next: () => Promise<Answer> };

/** Each message of the worker, or its failure, in turn. */
function answersOf(worker: Worker, signal: AbortSignal | undefined): Answers {
	const waiting: (Answer | Error)[] = [];
	let wake: PromiseWithResolvers<void> = Promise.withResolvers();
	const put = (answer: Answer | Error) => {
		waiting.push(answer);
		wake.resolve();
	};
	worker.on('message', put);
	worker.on('error', put);
	worker.on('exit', (code) => put(new Error(`The search worker ended with code ${code}.`)));
	signal?.addEventListener('abort', () => put(signal.reason as Error), { once: true });
	return {
		next: async () => {
			while (!waiting.length) {
				await wake.promise;
				wake = Promise.withResolvers();
			}
			signal?.throwIfAborted();
			const answer = waiting.shift()!;
			if (answer instanceof Error) throw answer;
			return answer;
		},
	};
}
