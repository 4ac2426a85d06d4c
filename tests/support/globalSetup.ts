import { randomBytes } from 'node:crypto';
import { globSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openJobs } from '#core/jobs.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { lockFolder } from '#core/postgres/lock.ts';
import { type Embedded, openEmbedded } from '#core/postgres/open.ts';
import { isAlive, worksIn } from '#core/postgres/processes.ts';
import { Client, Pool } from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The migrated database with the tables of the jobs that every test database is a copy of; nobody may stay connected to it. */
		templateUrl: string;
		/** A data folder with a migrated database on which nothing runs, to be copied by programs that bring their own PostgreSQL. */
		freshDataDir: string;
	}
}

const PREFIX = 'saunders-test-';
const MEMORY = '/dev/shm';
/** A run takes a third of it at most. */
const ROOM_BYTES = 3_000_000_000;

/**
 * One PostgreSQL for the whole run, the one of `TEST_DATABASE_URL` if that is set. What it holds may be lost, so it need not wait
 * for the disk. The temporary folder of all tests lies in the run's own, so that an interrupted run leaves neither files nor servers.
 */
export default async function globalSetup(project: TestProject) {
	await sweepKilledRuns();
	const run = await mkdtemp(join((await hasRoom(MEMORY)) ? MEMORY : tmpdir(), PREFIX));
	const database = process.env.TEST_DATABASE_URL
		? await guestOn(process.env.TEST_DATABASE_URL)
		: await ownServer(join(run, 'template'));
	await migrate(database.url);
	await makeQueue(database.url);
	project.provide('templateUrl', database.url);
	project.provide('freshDataDir', await freshDataDir(join(run, 'fresh')));
	process.env.TMPDIR = run;
	// What a program of ours compiled, the next need not.
	process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../.svelte-kit/compiled');
	const leave = () => drop(run);
	process.once('exit', leave);
	return async () => {
		process.off('exit', leave);
		await database.stop();
		drop(run);
	};
}

/** The tables of the jobs, which each app would else make as it starts. */
async function makeQueue(url: string) {
	const pool = new Pool({ connectionString: url });
	const jobs = await openJobs(pool, openLog('silent'), { worker: false });
	await jobs.close();
	await pool.end();
}

/** To copy a database of six hundred files costs an eighth in memory of what it does on a disk. A container often has a few megabytes there. */
async function hasRoom(folder: string): Promise<boolean> {
	const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
	return Math.min(bavail * bsize, process.availableMemory()) > ROOM_BYTES;
}

/** To make one takes seconds, to copy one less than one. */
async function freshDataDir(dataDir: string): Promise<string> {
	const { url, stop } = await openEmbedded({ dataDir, log: () => undefined, settings: { fsync: 'off' } });
	await migrate(url);
	await stop();
	return dataDir;
}

function ownServer(dataDir: string): Promise<Embedded> {
	// Nothing lives long enough to need a vacuum, and a worker at it must not be in the way of a database that is dropped.
	const unneeded = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };
	const settings = { ...unneeded, max_connections: '200' };
	return openEmbedded({ dataDir, log: () => undefined, settings });
}

/** A template of our own on a server of another version; its role must be allowed to make databases. */
async function guestOn(server: string): Promise<Embedded> {
	const url = new URL(server);
	url.pathname = `saunders_template_${randomBytes(4).toString('hex')}`;
	const administer = async (statement: string) => {
		const client = new Client({ connectionString: server });
		await client.connect();
		await client.query(statement).finally(() => client.end());
	};
	const name = url.pathname.slice(1);
	await administer(`create database ${name}`);
	return { url: url.href, stop: () => administer(`drop database ${name} with (force)`) };
}

/** Without promises, for the interrupted run: vitest exits a millisecond after the signal. */
function drop(run: string) {
	const servers = globSync('**/postgres/postmaster.pid', { cwd: realpathSync(run) }).flatMap((path) => {
		const file = join(realpathSync(run), path);
		const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
		return isAlive(pid) && worksIn(pid, dirname(file)) ? [pid] : [];
	});
	for (const pid of servers) process.kill(pid, 'SIGQUIT');
	const still = new Int32Array(new SharedArrayBuffer(4));
	while (servers.some(isAlive)) Atomics.wait(still, 0, 0, 5);
	rmSync(run, { recursive: true, force: true });
}

/** Ends the servers of runs that were killed. Those of runs that live are locked. */
async function sweepKilledRuns() {
	for (const run of [...(await runsIn(tmpdir())), ...(await runsIn(MEMORY))]) {
		const lock = await lockFolder(join(run, 'template')).catch(() => undefined);
		await lock?.release();
		if (lock) drop(run);
	}
}

async function runsIn(folder: string): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.filter((name) => name.startsWith(PREFIX)).map((name) => join(folder, name));
}
