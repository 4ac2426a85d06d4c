import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { attachUrl, type Embedded, openEmbedded } from './open.ts';
import { isAlive } from './processes.ts';

const said: string[] = [];
const log = (line: string) => said.push(line);
const app = join(import.meta.dirname, '../../../tests/support/embeddedApp.ts');

let dataDir: string;
let open: Embedded | undefined;
let child: ChildProcess | undefined;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'saunders embedded '));
	open = await openEmbedded({ dataDir, log });
	await query(open.url, 'create table kept (id integer)');
	await open.stop();
});
afterEach(async () => {
	if (child?.exitCode === null && child.signalCode === null) await endChild('SIGTERM');
	await open?.stop();
	open = undefined;
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a new database belongs to a role without special rights and sorts by code point', async () => {
	const { url } = await reopen();
	expect(await query(url, 'select rolsuper, rolcreatedb from pg_roles where rolname = current_user')).toEqual([
		{ rolsuper: false, rolcreatedb: true },
	]);
	const database = `select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding,
		current_setting('fsync') as fsync from pg_database where datname = current_database()`;
	expect(await query(url, database)).toEqual([{ provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8', fsync: 'on' }]);
});

test('the password is for its owner only', async () => {
	expect((await stat(join(dataDir, 'postgres', 'saunders.json'))).mode & 0o777).toBe(0o600);
	expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
});

test('stop ends the server, twice does no harm, and the rows are there at the next start', async () => {
	const { url, stop } = await reopen();
	await query(url, 'insert into kept values (1)');
	const pid = await serverPid();
	await Promise.all([stop(), stop()]);
	expect([isAlive(pid), existsSync(join(dataDir, 'saunders.lock'))]).toEqual([false, false]);
	expect(await query((await reopen()).url, 'select id from kept')).toEqual([{ id: 1 }]);
});

test('a second app on the folder of a living one is refused', async () => {
	await startChild();
	await expect(reopen()).rejects.toMatchObject({
		code: 'folder_in_use',
		message: expect.stringContaining(`process ${child?.pid}`),
	});
});

test('a worker finds the server of a living app, and is told when there is none', async () => {
	await expect(attachUrl(dataDir)).rejects.toMatchObject({ code: 'not_running' });
	const { url } = await reopen();
	expect(await attachUrl(dataDir)).toBe(url);
});

test('after kill -9 of the app its server is used again, and stopped in the end', async () => {
	const url = await startChild();
	const pid = await serverPid();
	await endChild('SIGKILL');
	expect(isAlive(pid)).toBe(true);
	const { stop, url: again } = await reopen();
	expect([again, await serverPid()]).toEqual([url, pid]);
	await stop();
	expect(isAlive(pid)).toBe(false);
});

test('after kill -9 of the server it comes back at the same address', async () => {
	const { url } = await reopen();
	const pid = await serverPid();
	process.kill(pid, 'SIGKILL');
	await expect
		.poll(() => query(url, 'select 1 as one').catch(() => undefined), { timeout: 15_000 })
		.toEqual([{ one: 1 }]);
	expect(await serverPid()).not.toBe(pid);
	expect(said).toContain('PostgreSQL had stopped by itself and was started again');
});

test('after kill -9 of both everything acknowledged is there', async () => {
	const url = await startChild();
	await query(url, 'insert into kept values (2)');
	process.kill(await serverPid(), 'SIGKILL');
	await endChild('SIGKILL');
	expect(await query((await reopen()).url, 'select id from kept where id = 2')).toEqual([{ id: 2 }]);
});

test('SIGTERM to the app alone ends both', async () => {
	await startChild();
	const pid = await serverPid();
	await endChild('SIGTERM');
	expect(isAlive(pid)).toBe(false);
});

test('a pid file that names a zombie or a stranger does not keep the server from starting', async () => {
	const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
	const [line] = (await once(parent.stdout, 'data')) as [Buffer];
	const zombie = Number.parseInt(line.toString(), 10);
	await expect.poll(() => isAlive(zombie)).toBe(false);
	for (const pid of [zombie, process.ppid]) {
		await writeFile(
			join(dataDir, 'postgres', 'postmaster.pid'),
			`${pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
		);
		const { url, stop } = await reopen();
		expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await stop();
	}
	parent.kill('SIGKILL');
});

test('a taken port makes the server move to another one and keep it', async () => {
	const { port } = JSON.parse(await readFile(join(dataDir, 'postgres', 'saunders.json'), 'utf8')) as { port: number };
	const other = createServer().listen(port, '127.0.0.1');
	await once(other, 'listening');
	const { url, stop } = await reopen();
	expect(new URL(url).port).not.toBe(String(port));
	await stop();
	other.close();
	expect((await reopen()).url).toBe(url);
});

async function reopen(): Promise<Embedded> {
	open = await openEmbedded({ dataDir, log });
	return open;
}

async function startChild(): Promise<string> {
	await open?.stop();
	child = spawn(process.execPath, [app, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
	return line.toString().trim();
}

async function endChild(signal: NodeJS.Signals) {
	child?.kill(signal);
	await once(child as ChildProcess, 'exit');
}

async function serverPid(): Promise<number> {
	return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function query(url: string, text: string) {
	const client = new Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end();
	}
}
