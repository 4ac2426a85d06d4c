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
export type BuildOrder =
	{ kind: 'add'; batch: SearchDocument[] } | { kind: 'read'; url: string } | { kind: 'finish'; file: string };

/** Documents handed over in batches, or the database to read what is published from. */
export type BuildSource = AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]> | { url: string };
export type BuildAnswer = { documents: number };

/**
 * Builds the frozen part of an index in a process of its own and takes it over as a snapshot. Given a database the process reads it itself,
 * so that neither the texts nor their garbage ever are in the server: passing 40,000 of them through it left 300 MB behind. Rejects with
 * what the source throws, when the building process fails, or with the signal's reason.
 */
export async function buildIndex(source: BuildSource, { onProgress, signal }: BuildOptions = {}): Promise<BuiltIndex> {
	signal?.throwIfAborted();
	const folder = await mkdtemp(path.join(os.tmpdir(), 'saunders-build-'));
	const builder = startBuilder(signal);
	try {
		const orders = 'url' in source ? [{ kind: 'read' as const, url: source.url }] : batchOrders(source);
		for await (const order of orders) {
			const { documents } = await builder.ask(order);
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

async function* batchOrders(
	batches: AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]>,
): AsyncGenerator<BuildOrder> {
	for await (const batch of batches) yield { kind: 'add', batch };
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
