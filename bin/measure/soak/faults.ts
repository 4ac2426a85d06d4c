import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningOn } from '#core/postgres/postmaster.ts';
import { memoryOf } from '../processes.ts';
import { type Running, startServer } from '../server.ts';

type Faults = { apps: number; databases: number; slowestReturn: number };
export type Sample = { minutes: number; megabytes: number };

/** The server under fire: `current` changes when it was killed and started again on the same port. */
export type Target = { current: Running; faults: Faults };

/** Kills app and database by turns, with `everyMs` of peace between, until told to stop. */
export async function killBoth(target: Target, everyMs: number, stop: AbortSignal): Promise<void> {
	for (let turn = 0; await peace(everyMs, stop); turn++)
		await (turn % 2 === 0 ? killApp(target) : killDatabase(target));
}

/** Kills the database alone and watches what the app holds in memory (PSS). */
export async function watchMemory(target: Target, everyMs: number, stop: AbortSignal): Promise<Sample[]> {
	const begun = performance.now();
	const samples: Sample[] = [];
	let killed = begun;
	while (await peace(2_000, stop)) {
		samples.push({ minutes: (performance.now() - begun) / 60_000, megabytes: memoryOf(target.current.pid).app });
		if (performance.now() - killed < everyMs) continue;
		await killDatabase(target);
		killed = performance.now();
	}
	return samples;
}

async function killApp(target: Target): Promise<void> {
	const { dataDir, key, port } = target.current;
	await target.current.stop('SIGKILL');
	target.faults.apps++;
	const begun = performance.now();
	target.current = await startServer({ dataDir, key, port });
	await back(target, begun);
}

async function killDatabase(target: Target): Promise<void> {
	const database = await runningOn(path.join(target.current.dataDir, 'postgres'));
	if (!database) return;
	process.kill(database.pid, 'SIGKILL');
	target.faults.databases++;
	await back(target, performance.now());
}

async function back({ current, faults }: Target, begun: number): Promise<void> {
	await current.ready();
	faults.slowestReturn = Math.max(faults.slowestReturn, (performance.now() - begun) / 1_000);
}

/** False when it was cut short. */
const peace = (ms: number, stop: AbortSignal) => sleep(ms, true, { signal: stop }).catch(() => false);
