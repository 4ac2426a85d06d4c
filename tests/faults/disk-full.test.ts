import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { newDataDir, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A file system of 12 MB on the folder; undefined where we may not mount one (not root, or a container without the right). */
function mountSmall(folder: string): (() => void) | undefined {
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'pipe' });
	} catch {
		return undefined;
	}
	return () => execFileSync('umount', ['-l', folder]);
}

/** Whether the process holds CAP_SYS_ADMIN, the 22nd capability (capabilities(7)). */
function mayMount(): boolean {
	const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
	return ((BigInt(`0x${/^CapEff:\s+(\w+)$/m.exec(status)?.[1] ?? '0'}`) >> 21n) & 1n) === 1n;
}

test('a full disk: the upload is refused as such and leaves nothing, everything else works, and room helps at once', async () => {
	const dataDir = await newDataDir();
	const database = await testDatabase();
	onTestFinished(database.drop);
	const unmount = mountSmall(dataDir);
	if (!unmount) return void expect(mayMount(), 'mounting is allowed here, so it must work').toBe(false);
	onTestFinished(unmount);
	const program = await startProgram({ DATABASE_URL: database.url, DATA_DIR: dataDir });
	const text = (megabytes: number) => 'Kestrel Air '.repeat((megabytes * 1_048_576) / 12);
	const upload = (megabytes: number) =>
		program.call('POST', '/api/v1/files?name=manual.txt', text(megabytes), { 'content-type': 'text/plain' });
	const refused = await upload(20);
	expect(refused.status).toBe(507);
	expect(refused.headers.get('content-type')).toBe('application/problem+json');
	expect(await refused.json()).toMatchObject({ code: 'disk_full', detail: expect.stringContaining('room') });
	await mkdir(path.join(dataDir, 'uploads'), { recursive: true });
	expect(await readdir(path.join(dataDir, 'uploads'))).toEqual([]);
	expect((await program.call('GET', '/api/v1/search?q=oil')).status).toBe(200);
	expect((await upload(2)).status).toBe(201);
	await writeFile(path.join(dataDir, 'ballast'), Buffer.alloc(9 * 1_048_576)).catch(() => {});
	expect((await upload(4)).status).toBe(507);
	expect(await program.stop()).toBe(0);
});
