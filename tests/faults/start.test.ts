import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { withClient } from '../support/backup.ts';
import { failingStart, newDataDir, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What the person who set it up reads: one line that says what is wrong, and nothing of the program's insides. */
function oneLine({ code, said }: { code: number | string; said: string }): string {
	expect(code).toBe(1);
	const lines = said.trim().split('\n');
	expect(lines, said).toHaveLength(1);
	expect(said).not.toMatch(/\bat .*\.(ts|js):\d|node:internal|Error:/);
	return said.trim();
}

test('a folder and a port that are in use are named, and who uses them goes on', async () => {
	const first = await startProgram();
	expect(oneLine(await failingStart({ DATA_DIR: first.dataDir }))).toMatch(
		new RegExp(
			`^saunders: .*${path.basename(first.dataDir)} is in use by Saunders \\(process ${first.child.pid}\\): stop it`,
		),
	);
	const database = await testDatabase();
	onTestFinished(database.drop);
	expect(oneLine(await failingStart({ PORT: String(first.port), DATABASE_URL: database.url }))).toMatch(
		`saunders: Port ${first.port} is in use: stop the other program or set PORT.`,
	);
	expect((await first.call('GET', '/readyz')).status).toBe(200);
});

test('a DATABASE_URL that leads nowhere, to nobody or to nothing is told in one line', async () => {
	const { url, drop } = await testDatabase();
	onTestFinished(drop);
	const wrong = (change: (url: URL) => void) => {
		const other = new URL(url);
		change(other);
		return failingStart({ DATABASE_URL: other.href });
	};
	const nowhere = oneLine(await wrong((to) => void ((to.hostname = 'localhost'), (to.port = '1'))));
	expect(nowhere).toMatch(/^saunders: .*DATABASE_URL.*localhost:1/);
	expect(oneLine(await wrong((to) => void (to.hostname = 'no-such-host.invalid')))).toMatch(
		/DATABASE_URL.*no-such-host\.invalid/,
	);
	const password = oneLine(await wrong((to) => void (to.password = 'hunter2')));
	expect(password).toMatch(/^saunders: .*DATABASE_URL.*password/);
	expect(password).not.toContain('hunter2');
	expect(oneLine(await wrong((to) => void (to.pathname = 'nothing_here')))).toMatch(
		/DATABASE_URL.*"nothing_here" does not exist/,
	);
	expect(oneLine(await failingStart({ DATABASE_URL: 'mysql://localhost/x' }))).toMatch(/Wrong settings: DATABASE_URL/);
});

test('a schema newer than the program is told in one line', async () => {
	const { url, drop } = await testDatabase();
	onTestFinished(drop);
	await withClient(url, (client) =>
		client.query("insert into schema_migrations (number, name) values (9999, '9999_later.sql')"),
	);
	expect(oneLine(await failingStart({ DATABASE_URL: url }))).toMatch(
		/^saunders: The database has schema 9999, this program knows only \d+/,
	);
});

test('a data folder of an older PostgreSQL, half-written or of another program is told in one line', async () => {
	const whole = await startProgram();
	await whole.stop();
	const damage = async (harm: (cluster: string) => Promise<void>) => {
		const dataDir = await newDataDir();
		await cp(whole.dataDir, dataDir, { recursive: true });
		await harm(path.join(dataDir, 'postgres'));
		return oneLine(await failingStart({ DATA_DIR: dataDir }));
	};
	expect(await damage((cluster) => writeFile(path.join(cluster, 'PG_VERSION'), '16\n'))).toMatch(
		/made by PostgreSQL 16.*npm run restore/,
	);
	expect(await damage((cluster) => writeFile(path.join(cluster, 'PG_VERSION'), ''))).toMatch(/is not whole/);
	const foreign = await newDataDir();
	await mkdir(path.join(foreign, 'postgres'));
	await writeFile(path.join(foreign, 'postgres/holiday.jpg'), 'x');
	expect(oneLine(await failingStart({ DATA_DIR: foreign }))).toMatch(/files of another program/);
});
