import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { startBeside } from '#core/beside.ts';
import { readSnapshot, unfinished } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

export type BuildOrder = {
	/** The database to read what is published from. */
	url: string;
	/** Where the snapshot goes. */
	file: string;
	/** The content version that is built from. */
	version: number;
};

/** What the building process says in the end: nothing, or what failed. */
export type BuildAnswer = { error?: string };

/** Customers come first: the builder takes the time that answering leaves over. */
const NICE = 5;
/** Where the system has large pages, the builder's tables are put on them: it mostly waits for memory. */
const LARGE_PAGES = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

/**
 * Builds the frozen part of an index in a process of its own and opens the snapshot it wrote. The process reads the database itself, so that neither
 * the texts nor their garbage ever are in the server: passing 40,000 of them through it left 300 MB behind. Rejects when the building
 * process fails, or with the signal's reason.
 */
export async function buildIndex(order: BuildOrder, { signal }: { signal?: AbortSignal } = {}): Promise<Snapshot> {
	signal?.throwIfAborted();
	const child = startBeside(new URL('./build.process.ts', import.meta.url), { nice: NICE, env: LARGE_PAGES });
	try {
		child.send(order, () => undefined);
		const { error } = await Promise.race([answerOf(child), endOf(child), stopped(signal)]);
		if (error) throw new Error(error);
		const snapshot = await readSnapshot(order.file);
		if (!snapshot) throw new Error('The search index was built by another version of the program.');
		return snapshot;
	} finally {
		child.kill('SIGKILL');
		if (child.pid) await rm(unfinished(order.file, child.pid), { force: true });
	}
}

async function answerOf(child: ChildProcess): Promise<BuildAnswer> {
	const [answer] = (await once(child, 'message')) as [BuildAnswer];
	return answer;
}

async function endOf(child: ChildProcess): Promise<BuildAnswer> {
	const [code, by] = (await once(child, 'exit')) as [number | null, string | null];
	return { error: `The process that builds the search index ended (${by ?? code}).` };
}

function stopped(signal: AbortSignal | undefined): Promise<never> {
	return new Promise((_, reject) =>
		signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
	);
}
