/** Imports come in waves; what is built between two of them is built for nothing. */
const QUIET_MS = 5_000;

export type Due = 'no' | 'in a quiet moment' | 'now';

/**
 * Runs a costly act when changes have made it due: once they have stopped for five seconds, or at once where waiting costs more. Never twice
 * at a time; changes during the act count for the next.
 */
export function whenQuiet(due: () => Due, act: () => Promise<void>): { changed(): void; close(): Promise<void> } {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let closed = false;
	const start = () => {
		running ??= act().finally(() => {
			running = undefined;
			changed();
		});
	};
	const changed = () => {
		clearTimeout(timer);
		const how = closed || running ? 'no' : due();
		if (how === 'now') start();
		if (how === 'in a quiet moment') timer = setTimeout(start, QUIET_MS);
	};
	return {
		changed,
		close: async () => {
			closed = true;
			clearTimeout(timer);
			await running;
		},
	};
}
