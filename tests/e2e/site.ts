import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { freePort } from '#core/postgres/port.ts';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { fill } from './content.ts';

export type Site = {
	origin: string;
	databaseUrl: string;
	/** What the program printed since it started. */
	output(): string;
	/** The API as the team's program; throws when it refuses. */
	api<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
};

/** For the tests of a file: the help centre of `content.ts` as people see it, with `visit` from a browser. `preload`: a file that is loaded before the program. */
export function openSite({ preload }: { preload?: string } = {}) {
	// A journey takes seconds; on a busy machine several times as many.
	vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });
	let site: Site & { stop(): Promise<void> };
	let browser: Browser;
	let opened: BrowserContext[] = [];
	beforeAll(async () => {
		site = await startSite({ preload });
		browser = await openBrowser();
		await fill(site);
	});
	// A page that nobody looks at any more must not go on asking the server; what is opened for all tests stays.
	beforeEach(() => void (opened = []));
	afterEach(() => Promise.all(opened.map((context) => context.close())));
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
	});
	return {
		get origin() {
			return site.origin;
		},
		get databaseUrl() {
			return site.databaseUrl;
		},
		output: () => site.output(),
		api: <T>(method: string, at: string, body?: unknown) => site.api<T>(method, at, body),
		visit: async (options: BrowserContextOptions = PHONE) => {
			const visitor = await visit(browser, site.origin, options);
			opened.push(visitor.page.context());
			return visitor;
		},
	};
}

type Start = { preload?: string | undefined; trustProxy?: number };

/** The whole program as people start it, with the built pages, on a database of its own. */
export async function startSite({ preload, trustProxy = 0 }: Start = {}): Promise<Site & { stop(): Promise<void> }> {
	const database = await testDatabase();
	const dataDir = await mkdtemp(path.join(tmpdir(), 'saunders-e2e-'));
	const port = await freePort();
	const key = `sk_${randomBytes(24).toString('base64url')}`;
	const env = {
		PORT: String(port),
		DATABASE_URL: database.url,
		DATA_DIR: dataDir,
		DEMO: '0',
		API_KEY: key,
		LOG_LEVEL: 'warn',
		TRUST_PROXY: String(trustProxy),
	};
	const server = spawn(process.execPath, [...(preload ? ['--import', preload] : []), 'src/server.ts'], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let printed = '';
	server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	const origin = `http://127.0.0.1:${port}`;
	const stop = async () => {
		await ended(server);
		await database.drop();
		await rm(dataDir, { recursive: true, force: true });
	};
	// A busy machine takes its time to start a program; one that has ended is not waited for.
	await until(() => server.exitCode !== null || isReady(origin), 45_000).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	const api = async <T>(method: string, at: string, body?: unknown) => {
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		const response = await fetch(`${origin}/api/v1${at}`, {
			method,
			headers,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
		return (response.status === 204 ? undefined : await response.json()) as T;
	};
	return { origin, api, stop, databaseUrl: database.url, output: () => printed };
}

const isReady = (origin: string) =>
	fetch(`${origin}/readyz`).then(
		(response) => response.ok,
		() => false,
	);

async function ended(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const exit = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGTERM');
	await exit;
}

/** Headless Chromium calls itself so, and robots are not counted as readers. A context's own name would not do: what a page sends while it goes does not bear it. */
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Debian's Chromium unless `CHROMIUM_PATH` names another; as root it runs only without its sandbox. */
export function openBrowser(): Promise<Browser> {
	const args = [`--user-agent=${PERSON}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
	return chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args });
}

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A visitor of their own, with nothing remembered. Whatever the page's script throws fails the test that looks at `errors`. */
async function visit(
	browser: Browser,
	origin: string,
	options: BrowserContextOptions,
): Promise<{ page: Page; errors: string[] }> {
	const context = await browser.newContext({ baseURL: origin, locale: 'en', ...options });
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	return { page, errors };
}
