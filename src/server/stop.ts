import type { Log } from '#core/log.ts';

const LONGEST = 10_000;
/** A terminal tells every program of a command, and npm passes on what it hears: one Ctrl+C comes twice. */
const SAME_MS = 1_000;

/** On the first SIGTERM or SIGINT closes everything, last opened first, and ends the process; a second one, sent later, ends it at once. Answers whether it has come. */
export function onStopSignal(log: Log, closing: readonly (() => Promise<void>)[]): () => boolean {
	let since: number | undefined;
	const stop = async (signal: string) => {
		if (since !== undefined) {
			if (performance.now() - since > SAME_MS) process.exit(1);
			return;
		}
		since = performance.now();
		log.info({ signal }, 'stopping');
		setTimeout(() => process.exit(1), LONGEST).unref();
		for (const close of closing.toReversed())
			await close().catch((error: Error) => log.warn({ err: error.message }, 'stopping'));
		process.exit(0);
	};
	process.on('SIGTERM', (signal) => void stop(signal));
	process.on('SIGINT', (signal) => void stop(signal));
	return () => since !== undefined;
}
