import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '#core/postgres/port.ts';
import { until } from '../support/until.ts';
import { newDataDir, postgresPid } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const ROOT = path.join(import.meta.dirname, '../..');

test('npm run dev serves pages from their sources, and goes with Ctrl+C', async () => {
	const [dataDir, port] = [await newDataDir(), await freePort()];
	const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), DEMO: '0', LOG_LEVEL: 'info' };
	const child = spawn('sh', ['bin/dev'], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
	const group = -(child.pid ?? 0);
	onTestFinished(async () => {
		if (child.exitCode === null && child.signalCode === null) process.kill(group, 'SIGKILL');
		await rm(dataDir, { recursive: true, force: true });
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const get = (address: string) => fetch(`http://127.0.0.1:${port}${address}`).catch(() => undefined);
	await until(async () => {
		if (said.includes('Failed running')) throw new Error(said);
		return (await get('/readyz'))?.ok;
	}, 90_000);
	expect(await (await get('/en'))?.text()).toContain('/src/');
	// As a terminal sends it: to every program of the command, and the watcher passes it on.
	process.kill(group, 'SIGINT');
	await once(child, 'exit');
	await until(() => postgresPid(dataDir) === undefined);
	expect(said).not.toContain('Failed running');
});
