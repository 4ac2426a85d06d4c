import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { binariesFor } from './binaries.ts';
import { type Access, ensureCluster, NAME, readAccess, writeAccess } from './cluster.ts';
import { explainSystemError, type PostgresError, postgresError } from './errors.ts';
import { lockFolder } from './lock.ts';
import { ownerFor } from './owner.ts';
import { freePort, isFree } from './port.ts';
import { type Place, type Postmaster, runningOn, startPostmaster, stopPostmaster } from './postmaster.ts';
import { supervise } from './supervise.ts';

export type Embedded = { url: string; stop(): Promise<void> };

const START_TRIES = 20;

/**
 * Runs PostgreSQL on `<dataDir>/postgres`, made at the first start, and keeps it running until `stop`. A server that
 * survived a killed app is taken over. `settings` are PostgreSQL's own (`fsync: 'off'`) and go over ours. Nothing here
 * listens to signals: the caller stops. Throws a `PostgresError`, whose message is one line for people.
 */
export async function openEmbedded(options: {
	dataDir: string;
	log: (line: string) => void;
	settings?: Record<string, string>;
}): Promise<Embedded> {
	const dataDir = resolve(options.dataDir);
	try {
		await mkdir(dataDir, { recursive: true, mode: 0o700 });
		const lock = await lockFolder(dataDir);
		try {
			const { url, server } = await openLocked(dataDir, options.log, options.settings ?? {});
			return { url, stop: once(() => server.stop().finally(() => lock.release())) };
		} catch (error) {
			await lock.release();
			throw error;
		}
	} catch (error) {
		throw explainSystemError(error, dataDir);
	}
}

/**
 * The URL of the server that another process of Saunders runs on this data folder, for a worker beside `web`.
 * Waits up to `waitMs` for it, then throws `not_running`.
 */
export async function attachUrl(dataDir: string, waitMs = 0): Promise<string> {
	const cluster = join(resolve(dataDir), 'postgres');
	const until = Date.now() + waitMs;
	for (;;) {
		const access = await readAccess(cluster);
		const running = access && (await runningOn(cluster));
		if (running) return urlOf({ ...access, port: running.port });
		if (Date.now() >= until) break;
		await sleep(50);
	}
	throw postgresError(
		'not_running',
		`No database runs on ${dataDir}: start Saunders' web role there first, or set DATABASE_URL`,
	);
}

async function openLocked(dataDir: string, log: (line: string) => void, settings: Record<string, string>) {
	const cluster = join(dataDir, 'postgres');
	const owner = await ownerFor(cluster);
	const binaries = await binariesFor(owner);
	await ensureCluster(cluster, binaries, owner, log);
	const place = { cluster, binaries, owner, logFile: join(dataDir, 'postgres.log'), settings };
	const access = await readAccess(cluster);
	if (!access)
		throw postgresError(
			'folder_half_written',
			`${cluster} is not whole: restore a backup, or move it away to start empty`,
		);
	const postmaster = (await takeOver(place, access, log)) ?? (await start(place, access));
	return { url: urlOf({ ...access, port: postmaster.port }), server: supervise(place, postmaster, log) };
}

/** Uses a server that outlived its app; one that does not let us in is stopped, since its folder is locked by us alone. */
async function takeOver(place: Place, access: Access, log: (line: string) => void): Promise<Postmaster | undefined> {
	const running = await runningOn(place.cluster);
	if (!running) return undefined;
	if (await answers(urlOf({ ...access, port: running.port }))) {
		log('PostgreSQL was still running and is used again');
		return running;
	}
	await stopPostmaster(running);
	return undefined;
}

/** Moves to another port when the kept one is taken, and waits for what a killed server left behind to end. */
async function start(place: Place, access: Access): Promise<Postmaster> {
	let { port } = access;
	for (let tries = 1; ; tries++) {
		if (!(await isFree(port))) port = await freePort();
		if (port !== access.port) await writeAccess(place.cluster, { ...access, port }, place.owner);
		try {
			return await startPostmaster(place, port);
		} catch (error) {
			if (tries === START_TRIES || !mayPass(error)) throw error;
			await sleep(250);
		}
	}
}

function mayPass(error: unknown): boolean {
	const code = (error as Partial<PostgresError>).code;
	return code === 'port_in_use' || code === 'folder_in_use';
}

async function answers(url: string): Promise<boolean> {
	const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query('select 1');
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => undefined);
	}
}

function urlOf({ port, password }: Access): string {
	return `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}?sslmode=disable`;
}

/** A second signal while stopping must not stop twice. */
function once(act: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	return () => (running ??= act());
}
