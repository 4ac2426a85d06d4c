import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';

const LOOK_EVERY_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Keeps the server of a cluster running on its port, also after it was killed, until `stop` has stopped it. It looks
 * instead of waiting for an exit event, because an attached server is not our child.
 */
export function supervise(place: Place, first: Postmaster, log: (line: string) => void): { stop(): Promise<void> } {
	const ending = new AbortController();
	let current = first;
	const watching = watch();

	async function watch() {
		let pause = LOOK_EVERY_MS;
		while (await slept(pause, ending.signal)) {
			if (isAlive(current.pid)) continue;
			try {
				current = await startPostmaster(place, first.port);
				pause = LOOK_EVERY_MS;
				log('PostgreSQL had stopped by itself and was started again');
			} catch (error) {
				pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
				log(`PostgreSQL stopped by itself; trying again: ${error instanceof Error ? error.message : String(error)}`);
			}
		}
	}

	return {
		async stop() {
			ending.abort();
			await watching;
			await stopPostmaster(current);
		},
	};
}

/** False when the sleep was cut short. It does not keep the process running. */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
	return sleep(ms, true, { ref: false, signal }).catch(() => false);
}
