import type { Log } from '#core/log.ts';

const LONGEST = 10_000;

/** On the first SIGTERM or SIGINT closes everything, last opened first, and ends the process; a second one ends it at once. Answers whether it has come. */
export function onStopSignal(log: Log, closing: readonly (() => Promise<void>)[]): () => boolean {
	let stopping = false;
	const stop = async (signal: string) => {
		if (stopping) process.exit(1);
		stopping = true;
		log.info({ signal }, 'stopping');
		setTimeout(() => process.exit(1), LONGEST).unref();
		for (const close of closing.toReversed())
			await close().catch((error: Error) => log.warn({ err: error.message }, 'stopping'));
		process.exit(0);
	};
	process.on('SIGTERM', (signal) => void stop(signal));
	process.on('SIGINT', (signal) => void stop(signal));
	return () => stopping;
}
