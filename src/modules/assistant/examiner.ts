/** Editors save several times in a row; one examination afterwards is enough. */
const QUIET_MS = 700;
/** A large base takes long to examine, and one change in it teaches nothing: the machine rests so many times as long. */
const REST = 10;
const TRY_AGAIN_MS = 30_000;

export type Examiner = {
	/** Something changed: examines in a quiet moment. */
	soon(): void;
	/** Resolves when no examination is under way or due. */
	settled(): Promise<void>;
	/** Lets go of what is due and waits for what is under way, which the caller ends. */
	close(): Promise<void>;
};

/**
 * Examines after changes, one examination at a time. `examine` answers whether it succeeded; it does not throw. Rests after each, unless what was
 * learnt is stale. `isDue`: there are changes that it has not seen.
 */
export function openExaminer(
	examine: () => Promise<boolean>,
	{ isStale, isDue }: { isStale: () => boolean; isDue: () => boolean },
): Examiner {
	let restUntil = 0;
	let closed = false;
	let timer: NodeJS.Timeout | undefined;
	let retry: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;

	const run = async () => {
		const begun = performance.now();
		const done = await examine();
		restUntil = performance.now() + (performance.now() - begun) * REST;
		running = undefined;
		if (closed || !isDue()) return;
		if (done) soon();
		else retry = setTimeout(start, TRY_AGAIN_MS).unref();
	};
	const start = () => {
		for (const waiting of [timer, retry]) clearTimeout(waiting);
		timer = undefined;
		running ??= run();
	};
	const soon = () => {
		if (closed || running) return;
		clearTimeout(timer);
		timer = setTimeout(start, Math.max(QUIET_MS, isStale() ? 0 : restUntil - performance.now()));
	};
	const isBusy = () => Boolean(timer ?? running);
	return {
		soon,
		settled: async () => {
			while (isBusy()) {
				// Whoever asks for it wants no rest.
				if (!running && !isStale()) start();
				await (running ?? new Promise((resolve) => setTimeout(resolve, 20)));
			}
		},
		close: async () => {
			closed = true;
			for (const waiting of [timer, retry]) clearTimeout(waiting);
			timer = undefined;
			await running;
		},
	};
}
