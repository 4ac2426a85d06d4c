import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#core/postgres/port.ts';
import { runningOn, stopPostmaster } from '#core/postgres/postmaster.ts';

export type Running = {
	origin: string;
	port: number;
	pid: number;
	key: string;
	dataDir: string;
	/** Asks the server with the staff key and gives its JSON. Throws what it answered when that is an error. */
	call<T>(method: string, path: string, body?: unknown, type?: string): Promise<T>;
	/** Resolves when it can answer customers, the search index included. */
	ready(): Promise<void>;
	stop(signal?: NodeJS.Signals): Promise<void>;
};

export type StartOptions = {
	dataDir: string;
	env?: Record<string, string>;
	/** As people do, through `bin/start`, instead of Node alone. */
	asPeopleDo?: boolean;
	key?: string;
	port?: number;
	/** Do not wait for it to listen: it has no door, or the caller looks by himself. */
	silent?: boolean;
};

const ROOT = path.join(import.meta.dirname, '../..');
const LONGEST_START = 600_000;
/** What the caller's own installation uses must not reach the measured one. */
const NOT_PASSED_ON =
	/^(PORT|HOST|ORIGIN|TRUST_PROXY|DATA_DIR|DATABASE_\w+|SECRET|DEMO|ADMIN_\w+|API_KEY|ROLES|SMTP_\w+|AI_\w+|EMBEDDING_\w+|S3_\w+)$/;

export const newFolder = () => mkdtemp(path.join(tmpdir(), 'saunders-measure-'));

export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

const started = new Set<ChildProcess>();
process.on('exit', () => started.forEach((child) => child.kill('SIGTERM')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Starts a server of its own on a data folder and waits until it listens. The demo stays out unless `env` asks for it. */
export async function startServer(options: StartOptions): Promise<Running> {
	const { dataDir, key = `sk_${randomBytes(18).toString('base64url')}`, port = await freePort() } = options;
	const child = launch(options, key, port);
	const origin = `http://127.0.0.1:${port}`;
	const running: Running = {
		origin,
		port,
		pid: child.pid ?? 0,
		key,
		dataDir,
		call: (method, address, body, type) => call({ origin, key }, method, address, body, type),
		ready: () => answers(child, `${origin}/readyz`, dataDir),
		stop: async (signal = 'SIGTERM') => {
			if (child.exitCode === null && child.signalCode === null) {
				child.kill(signal);
				await once(child, 'exit');
			}
			started.delete(child);
		},
	};
	if (!options.silent) await answers(child, `${origin}/healthz`, dataDir);
	return running;
}

/** Ends a database that outlived its app. */
export async function stopOrphan(dataDir: string): Promise<void> {
	const orphan = await runningOn(path.join(dataDir, 'postgres'));
	if (orphan) await stopPostmaster(orphan);
}

function launch({ dataDir, env, asPeopleDo }: StartOptions, key: string, port: number): ChildProcess {
	const inherited = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name));
	const log = openSync(logOf(dataDir), 'a');
	const own = { PORT: String(port), DATA_DIR: dataDir, DEMO: '0', API_KEY: key, LOG_LEVEL: 'info' };
	const [command, args] = asPeopleDo ? ['sh', ['bin/start']] : [process.execPath, ['src/server.ts']];
	const child = spawn(command as string, args as string[], {
		cwd: ROOT,
		env: { ...Object.fromEntries(inherited), ...own, ...env },
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	started.add(child);
	return child;
}

const logOf = (dataDir: string) => path.join(dataDir, 'measured.log');

async function answers(child: ChildProcess, url: string, dataDir: string): Promise<void> {
	const end = Date.now() + LONGEST_START;
	while (Date.now() < end) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		const response = await fetch(url).catch(() => undefined);
		await response?.arrayBuffer();
		if (response?.ok) return;
		await sleep(10);
	}
	const said = await readFile(logOf(dataDir), 'utf8').catch(() => '');
	throw new Error(`The server does not answer ${url}:\n${said.split('\n').slice(-15).join('\n')}`);
}

async function call<T>(
	{ origin, key }: { origin: string; key: string },
	method: string,
	address: string,
	body?: unknown,
	type = 'application/json',
): Promise<T> {
	const response = await fetch(origin + address, {
		method,
		headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }) },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 300)}`);
	return (text ? JSON.parse(text) : undefined) as T;
}
