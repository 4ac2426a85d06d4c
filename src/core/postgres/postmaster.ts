import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { open, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { folderArgument } from './cluster.ts';
import { explainOutput } from './errors.ts';
import { asOwner, type Owner } from './owner.ts';
import { isAlive, worksIn } from './processes.ts';

/** One cluster and all that is needed to run it. `settings` go over the defaults below. */
export type Place = {
	cluster: string;
	binaries: Binaries;
	owner: Owner | undefined;
	logFile: string;
	settings: Record<string, string>;
};

export type Postmaster = { pid: number; port: number };

const LOG_LIMIT_BYTES = 4_000_000;

/**
 * Small, because it shares a small machine with the app. The log keeps starts, stops and crashes only: messages of failed
 * statements quote what people typed.
 */
const defaults: Record<string, string> = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '40',
	shared_buffers: '32MB',
	maintenance_work_mem: '64MB',
	effective_cache_size: '512MB',
	max_parallel_workers_per_gather: '0',
	max_parallel_maintenance_workers: '0',
	max_wal_senders: '0',
	wal_level: 'minimal',
	max_wal_size: '512MB',
	min_wal_size: '32MB',
	io_method: 'sync',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	lc_messages: 'C',
	log_checkpoints: 'off',
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
};

/** The server that runs on a cluster and takes connections, whoever started it; undefined when none does. Waits while it recovers or stops. */
export async function runningOn(cluster: string): Promise<Postmaster | undefined> {
	const folder = await realpath(cluster).catch(() => cluster);
	for (;;) {
		const found = await readPidFile(cluster);
		if (!found || !isAlive(found.pid) || !worksIn(found.pid, folder)) return undefined;
		if (found.ready) return found;
		await sleep(10);
	}
}

/** Starts the server and waits until it takes connections. Throws one of our errors, read from its log, when it exits instead. */
export async function startPostmaster(place: Place, port: number): Promise<Postmaster> {
	// Its own check of this file trusts kill(pid, 0), which succeeds for zombies and for pids that were used again.
	await rm(join(place.cluster, 'postmaster.pid'), { force: true });
	const from = logSize(place.logFile);
	const child = await launch(place, port);
	for (;;) {
		const found = await readPidFile(place.cluster);
		if (found && found.pid === child.pid && found.ready) return found;
		if (child.exitCode !== null || child.signalCode !== null) {
			throw explainOutput(await logSince(place.logFile, from), place.cluster);
		}
		await sleep(10);
	}
}

/** SIGINT is PostgreSQL's fast stop: connections are cut, everything acknowledged is on disk. */
export async function stopPostmaster({ pid }: Postmaster) {
	if (!isAlive(pid)) return;
	process.kill(pid, 'SIGINT');
	while (isAlive(pid)) await sleep(5);
}

/** Own session: Ctrl-C in a terminal must reach the app alone, which still needs its database to finish requests. */
async function launch(place: Place, port: number) {
	const settings = Object.entries({ ...defaults, port: String(port), ...place.settings });
	const args = [
		'-D',
		folderArgument(place.cluster, place.owner),
		...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
	];
	const log = openSync(place.logFile, logSize(place.logFile) > LOG_LIMIT_BYTES ? 'w' : 'a', 0o600);
	try {
		const options = {
			...asOwner(place.owner, place.cluster),
			detached: true,
			stdio: ['ignore', log, log] as ['ignore', number, number],
		};
		const child = spawn(join(place.binaries.folder, 'bin', 'postgres'), args, options);
		await once(child, 'spawn');
		child.unref();
		return child;
	} finally {
		closeSync(log);
	}
}

/** Lines of postmaster.pid: 1 pid, 4 port, 8 status (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_…). */
async function readPidFile(cluster: string): Promise<(Postmaster & { ready: boolean }) | undefined> {
	const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
	const lines = text.split('\n');
	const pid = Number.parseInt(lines[0] ?? '', 10);
	if (!(pid > 0)) return undefined;
	return { pid, port: Number.parseInt(lines[3] ?? '', 10), ready: (lines[7] ?? '').startsWith('ready') };
}

function logSize(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function logSince(path: string, from: number): Promise<string> {
	const file = await open(path);
	const start = from > LOG_LIMIT_BYTES ? 0 : from;
	const text = await file.createReadStream({ start, encoding: 'utf8' }).toArray();
	return text.join('');
}
