const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** Waits longer each time, a little by chance so that not everybody comes back at once; the network's return ends a wait. */
export function backoff(signal: AbortSignal) {
	let next = FIRST_MS;
	return {
		reset: () => void (next = FIRST_MS),
		next: (least = 0) =>
			new Promise<void>((resolve) => {
				const ms = Math.max(least, next * (0.75 + Math.random() / 2));
				next = Math.min(LONGEST_MS, next * 2);
				const target = globalThis as Partial<Pick<Window, 'addEventListener' | 'removeEventListener'>>;
				const done = () => {
					clearTimeout(timer);
					target.removeEventListener?.('online', done);
					signal.removeEventListener('abort', done);
					resolve();
				};
				const timer = setTimeout(done, ms);
				target.addEventListener?.('online', done);
				signal.addEventListener('abort', done);
			}),
	};
}
