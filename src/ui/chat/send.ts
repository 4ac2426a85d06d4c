import type { outbox, Pending } from './outbox.ts';
import type { Refusal } from './shapes.ts';
import { backoff } from './backoff.ts';

type Sending = {
	box: ReturnType<typeof outbox>;
	/** One tab at a time: whoever comes later finds the list shorter. */
	alone(act: () => Promise<void>): Promise<void>;
	post(item: Pending): Promise<void>;
	/** Tells how it went: nothing where it arrived. */
	told(trouble: Refusal | null): void;
	/** The conversation or the session is gone: what waits goes into another. */
	lost(): Promise<void>;
};

/** Sends what waits, in its order, one after the other. The same name goes with each try, so that nothing arrives twice. */
export function sender({ box, alone, post, told, lost }: Sending, signal: AbortSignal) {
	let isRunning = false;
	const wait = backoff(signal);
	const waiting = () => box.all().find(({ failed }) => failed === undefined);
	const run = async () => {
		isRunning = true;
		while (waiting() && !signal.aborted) {
			const least = await alone(sendAll).then(
				() => 0,
				(error: unknown) => asRefusal(error).wait * 1_000,
			);
			if (waiting()) await wait.next(least);
		}
		// In one breath with the last look: what is added later starts it again.
		isRunning = false;
	};
	const sendAll = async () => {
		for (let item = waiting(); item && !signal.aborted; item = waiting()) {
			try {
				await post(item);
				wait.reset();
				box.remove(item.client_id);
				told(null);
			} catch (error) {
				await refused(item, asRefusal(error));
			}
		}
	};
	const refused = async (item: Pending, refusal: Refusal) => {
		if (refusal.status === 401 || refusal.status === 404) return lost();
		if (isPassing(refusal)) {
			told(refusal);
			throw refusal;
		}
		box.change(item.client_id, { failed: refusal.code || String(refusal.status) });
		told(null);
	};
	return () => {
		if (!isRunning) void run();
	};
}

export const asRefusal = (error: unknown): Refusal => ({ status: 0, code: 'offline', wait: 0, ...(error as object) });

/** Worth trying again as it is. */
const isPassing = ({ status }: Refusal) => status === 0 || status === 409 || status === 429 || status >= 500;
