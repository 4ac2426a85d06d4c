import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject, onTestFinished } from 'vitest';
import { freePort } from '#core/postgres/port.ts';
import { isAlive } from '#core/postgres/processes.ts';
import { until } from '../support/until.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const NODE = path.join(ROOT, 'node_modules/.bin/node');

export const KEY = 'sk_for_the_fault_tests_only';

export type Program = {
	url: string;
	port: number;
	dataDir: string;
	child: ChildProcess;
	/** Resolves with the exit code, or the signal that ended it. */
	ended: Promise<number | string>;
	output(): string;
	/** With the full key unless `headers` say otherwise; gives up after 20 s. */
	call(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
	/** Asks to stop and waits for the end. */
	stop(): Promise<number | string>;
	/** Kills what still runs and removes the data. */
	destroy(): Promise<void>;
};

/** The whole program as its own process, ready to answer. Goes with its data and its PostgreSQL when the test ends. */
export async function startProgram(env: Record<string, string> = {}): Promise<Program> {
	const program = await launchProgram(env);
	onTestFinished(program.destroy);
	return ready(program);
}

/** As `startProgram`, for all tests of a file: the caller destroys it. */
export async function startShared(env: Record<string, string> = {}, patienceMs?: number): Promise<Program> {
	const program = await launchProgram(env);
	return ready(program, patienceMs).catch(async (error: unknown) => {
		await program.destroy();
		throw error;
	});
}

async function ready(program: Program, patienceMs = 60_000): Promise<Program> {
	await until(async () => {
		if (program.child.exitCode !== null) throw new Error(`ended by itself: ${program.output()}`);
		return (await fetch(`${program.url}/readyz`).catch(() => undefined))?.ok;
	}, patienceMs);
	return program;
}

/** Starts a program that must not start, and answers its exit code and all it said. */
export async function failingStart(env: Record<string, string>): Promise<{ code: number | string; said: string }> {
	const program = await launchProgram(env);
	onTestFinished(() => void program.child.kill('SIGKILL'));
	const code = await program.ended;
	return { code, said: program.output() };
}

/** The process alone, whether or not it ever becomes ready: the caller destroys it. */
export async function launchProgram(env: Record<string, string> = {}): Promise<Program> {
	const port = Number(env.PORT ?? (await freePort()));
	const dataDir = env.DATA_DIR ?? (await (env.DATABASE_URL ? newDataDir() : usedDataDir()));
	const child = spawn(NODE, [path.join(ROOT, 'src/server.ts')], {
		env: {
			PATH: process.env.PATH ?? '',
			HOME: process.env.HOME ?? '',
			LOG_LEVEL: 'warn',
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
			DEMO: '0',
			API_KEY: KEY,
			...env,
			PORT: String(port),
			DATA_DIR: dataDir,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		port,
		dataDir,
		child,
		ended,
		output: () => said,
		destroy: () => end(child, dataDir, ended, env.DATA_DIR === undefined),
		call: (method, address, body, headers = {}) =>
			fetch(url + address, {
				method,
				headers: {
					authorization: `Bearer ${KEY}`,
					...(body !== undefined && { 'content-type': 'application/json' }),
					...headers,
				},
				...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
				signal: AbortSignal.timeout(20_000),
			}),
		stop: () => {
			child.kill('SIGTERM');
			return ended;
		},
	};
}

export const newDataDir = () => mkdtemp(path.join(tmpdir(), 'saunders fault-'));

/** Its PostgreSQL has run before. It belongs to whom it belongs to, which `cp -a` keeps. */
async function usedDataDir(): Promise<string> {
	const dataDir = await newDataDir();
	await promisify(execFile)('cp', ['-a', path.join(inject('freshDataDir'), 'postgres'), dataDir]);
	return dataDir;
}

/** The PostgreSQL that a program started on its data folder, as long as it lives. */
export function postgresPid(dataDir: string): number | undefined {
	const file = path.join(dataDir, 'postgres/postmaster.pid');
	if (!existsSync(file)) return undefined;
	const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
	return pid > 0 && isAlive(pid) ? pid : undefined;
}

/** Data that was handed in is the business of who did. */
async function end(child: ChildProcess, dataDir: string, ended: Promise<unknown>, removeData: boolean) {
	if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
	await ended;
	const postgres = postgresPid(dataDir);
	if (postgres) {
		process.kill(postgres, 'SIGQUIT');
		await until(() => !isAlive(postgres));
	}
	if (removeData) await rm(dataDir, { recursive: true, force: true });
}

export const article = (title: string, more = {}) => ({
	lang: 'en',
	title,
	body: `# ${title}\n\nThe text of ${title}.`,
	status: 'published',
	...more,
});

/** PUTs articles one after the other until stopped; keeps the external ids that were acknowledged, and how all else ended. */
export function keepPutting(program: Program, name: string) {
	const acknowledged: string[] = [];
	const failures: { status: number; at: number; ms: number }[] = [];
	const stopping = new AbortController();
	const done = (async () => {
		for (let n = 0; !stopping.signal.aborted; n++) {
			const [id, begun] = [`${name}-${n}`, performance.now()];
			const reply = await program
				.call('PUT', `/api/v1/articles/by-external-id/${id}`, article(`Part ${id}`))
				.catch(() => undefined);
			const status = reply?.status ?? 0;
			await reply?.arrayBuffer().catch(() => undefined);
			if (status === 200) acknowledged.push(id);
			else failures.push({ status, at: begun, ms: performance.now() - begun });
			if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
		}
	})();
	const finish = () => {
		stopping.abort();
		return done;
	};
	return { acknowledged, failures, finish };
}

/** External ids of all articles. */
export async function allArticles(program: Program): Promise<string[]> {
	const found: string[] = [];
	let cursor: string | null = null;
	do {
		const reply = await program.call('GET', `/api/v1/articles?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
		const page = (await reply.json()) as { items: { external_id: string }[]; next_cursor: string | null };
		found.push(...page.items.map(({ external_id }) => external_id));
		cursor = page.next_cursor;
	} while (cursor);
	return found;
}
