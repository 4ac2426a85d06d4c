import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import { isAlive } from '#core/postgres/processes.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The migrated database that every test database is a copy of; nobody may stay connected to it. */
		templateUrl: string;
	}
}

const PREFIX = 'saunders-test-';

/** One PostgreSQL for the whole run. What it holds may be lost, so it need not wait for the disk. */
export default async function globalSetup(project: TestProject) {
	await sweepKilledRuns();
	const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
	const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
	const database = await openEmbedded({ dataDir, log: () => undefined, settings });
	await migrate(database.url);
	project.provide('templateUrl', database.url);
	const leave = () => dropAtOnce(dataDir);
	process.once('exit', leave);
	return async () => {
		process.off('exit', leave);
		await database.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
}

/** A run that was interrupted has no time for promises: vitest exits a millisecond after the signal. */
function dropAtOnce(dataDir: string) {
	const pid = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
	process.kill(pid, 'SIGQUIT');
	const still = new Int32Array(new SharedArrayBuffer(4));
	while (isAlive(pid)) Atomics.wait(still, 0, 0, 5);
	rmSync(dataDir, { recursive: true, force: true });
}

/** Ends the servers of runs that were killed. Those of runs that live are locked. */
async function sweepKilledRuns() {
	const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
	for (const dataDir of names.map((name) => join(tmpdir(), name))) {
		const database = await openEmbedded({ dataDir, log: () => undefined }).catch(() => undefined);
		await database?.stop();
		if (database) await rm(dataDir, { recursive: true, force: true });
	}
}
