import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuiltIndex } from './search-index.ts';
import { readSnapshot } from './snapshot.ts';
import type { SearchDocument } from './types.ts';

export type BuildOptions = {
	/** Called after each batch with the number of documents taken in so far. */
	onProgress?: (documents: number) => void;
	signal?: AbortSignal;
};

/** What the building process is told, and what it answers to each. */
export type BuildOrder = { kind: 'add'; batch: SearchDocument[] } | { kind: 'finish'; file: string };
export type BuildAnswer = { documents: number };

/**
 * Builds the frozen part of an index in a process of its own, one batch at a time, and takes it over as a snapshot. Not in a thread:
 * the garbage of a build stays with the process it was made in, and a server would keep twice the memory the index needs. Rejects
 * with what the source throws, when the building process fails, or with the signal's reason.
 */
export async function buildIndex(
	batches: AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]>,
	{ onProgress, signal }: BuildOptions = {},
): Promise<BuiltIndex> {
	signal?.throwIfAborted();
	const folder = await mkdtemp(path.join(os.tmpdir(), 'saunders-build-'));
	const builder = startBuilder(signal);
	try {
		for await (const batch of batches) {
			const { documents } = await builder.ask({ kind: 'add', batch });
			onProgress?.(documents);
		}
		const file = path.join(folder, 'index');
		await builder.ask({ kind: 'finish', file });
		const snapshot = await readSnapshot(file);
		if (!snapshot) throw new Error('The search index was built by another version of the program.');
		return snapshot.built;
	} finally {
		builder.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

type Builder = { ask: (order: BuildOrder) => Promise<BuildAnswer>; stop: () => void };

/** Customers come first: the builder takes the time that answering leaves over. */
const NICE = 5;

function startBuilder(signal: AbortSignal | undefined): Builder {
	const child = fork(fileURLToPath(new URL('./build.process.ts', import.meta.url)), {
		serialization: 'advanced',
		execArgv: ['--max-semi-space-size=16'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	if (child.pid) os.setPriority(child.pid, NICE);
	const failed = failureOf(child, signal);
	return {
		ask: (order) => Promise.race([failed, answerTo(child, order)]),
		stop: () => child.kill('SIGKILL'),
	};
}

function answerTo(child: ChildProcess, order: BuildOrder): Promise<BuildAnswer> {
	return new Promise((resolve) => {
		child.once('message', (answer) => resolve(answer as BuildAnswer));
		child.send(order, () => undefined);
	});
}

/** Rejects when the child cannot start or ends, or when the build is called off; never resolves. */
function failureOf(child: ChildProcess, signal: AbortSignal | undefined): Promise<never> {
	const failed = new Promise<never>((_, reject) => {
		child.once('error', reject);
		child.once('exit', (code, by) =>
			reject(new Error(`The process that builds the search index ended (${by ?? code}).`)),
		);
		signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
	});
	failed.catch(() => undefined);
	return failed;
}
