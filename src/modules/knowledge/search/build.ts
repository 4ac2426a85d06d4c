import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { readSnapshot, unfinished } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import type { ShownDocument } from './types.ts';

export type BuildOptions = {
	/** Where the snapshot goes. */
	file: string;
	/** The content version that is built from. */
	version: number;
	/** Called after each batch with the number of documents taken in so far. */
	onProgress?: (documents: number) => void;
	signal?: AbortSignal;
};

/** What the building process is told, and what it answers to each. */
export type BuildOrder =
	{ kind: 'add'; batch: ShownDocument[] } | { kind: 'read'; url: string } | { kind: 'finish'; version: number };

/** Documents handed over in batches, or the database to read what is published from. */
export type BuildSource = AsyncIterable<ShownDocument[]> | Iterable<ShownDocument[]> | { url: string };
export type BuildAnswer = { documents: number };

/**
 * Builds the frozen part of an index in a process of its own and opens the snapshot it wrote. Given a database the process reads it itself,
 * so that neither the texts nor their garbage ever are in the server: passing 40,000 of them through it left 300 MB behind. Rejects with
 * what the source throws, when the building process fails, or with the signal's reason.
 */
export async function buildIndex(
	source: BuildSource,
	{ file, version, onProgress, signal }: BuildOptions,
): Promise<Snapshot> {
	signal?.throwIfAborted();
	const builder = startBuilder(file, signal);
	try {
		const orders = 'url' in source ? [{ kind: 'read' as const, url: source.url }] : batchOrders(source);
		for await (const order of orders) {
			const { documents } = await builder.ask(order);
			onProgress?.(documents);
		}
		await builder.ask({ kind: 'finish', version });
		const snapshot = await readSnapshot(file);
		if (!snapshot) throw new Error('The search index was built by another version of the program.');
		return snapshot;
	} finally {
		await builder.stop();
	}
}

async function* batchOrders(
	batches: AsyncIterable<ShownDocument[]> | Iterable<ShownDocument[]>,
): AsyncGenerator<BuildOrder> {
	for await (const batch of batches) yield { kind: 'add', batch };
}

type Builder = { ask: (order: BuildOrder) => Promise<BuildAnswer>; stop: () => Promise<void> };

/** Customers come first: the builder takes the time that answering leaves over. */
const NICE = 5;

function startBuilder(file: string, signal: AbortSignal | undefined): Builder {
	const child = fork(fileURLToPath(new URL('./build.process.ts', import.meta.url)), [file], {
		serialization: 'advanced',
		execArgv: ['--max-semi-space-size=16'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	if (child.pid) os.setPriority(child.pid, NICE);
	const failed = failureOf(child, signal);
	return {
		ask: (order) => Promise.race([failed, answerTo(child, order)]),
		stop: async () => {
			child.kill('SIGKILL');
			if (child.pid) await rm(unfinished(file, child.pid), { force: true });
		},
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
