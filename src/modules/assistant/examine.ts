import { fork } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Scorer as Fit } from './scoring/fit.ts';

/** What the examining process is told; its one answer is what it learnt. */
export type ExamineOrder = { url: string; fallbackLang: string };

/** Customers come first: the examination takes the time that answering leaves over. */
const NICE = 10;

/**
 * Learns from what is published how to rank and how sure to be, in a process of its own, which takes its garbage along. Rejects when that fails,
 * or with the signal's reason.
 */
export function examine(order: ExamineOrder, signal: AbortSignal): Promise<Fit> {
	const child = fork(fileURLToPath(new URL('./scorer.worker.ts', import.meta.url)), {
		serialization: 'advanced',
		execArgv: [],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		signal,
		killSignal: 'SIGKILL',
	});
	if (child.pid) os.setPriority(child.pid, NICE);
	return new Promise((resolve, reject) => {
		child.once('message', (fit) => resolve(fit as Fit));
		child.once('error', reject);
		child.once('exit', (code, by) => reject(new Error(`The examination ended (${by ?? code}).`)));
		child.send(order, () => undefined);
	});
}
