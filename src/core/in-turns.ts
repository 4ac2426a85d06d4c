import { setImmediate } from 'node:timers/promises';

/** So long, in milliseconds, customers who ask meanwhile may have to wait. */
const TURN_MS = 20;

/** For work in many short steps: awaited between them, it gives others their turn on the event loop whenever ours has lasted long enough. */
export function inTurns(): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < TURN_MS) return;
		await setImmediate();
		since = performance.now();
	};
}
