/**
 * How well the demo company's customers are answered, by language: `node bin/measure-demo.ts`. Starts a PostgreSQL of its own in a
 * temporary folder, loads the knowledge and puts the month's questions to it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApp } from '#app';
import { readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import { loadKnowledge } from '../db/seed/demo.ts';
import { type Asked, askMonth, measure } from '../db/seed/measure.ts';

const dataDir = await mkdtemp(path.join(tmpdir(), 'saunders-demo-'));
const database = await openEmbedded({ dataDir, log: () => undefined });
try {
	await migrate(database.url);
	const env = { DATA_DIR: dataDir, ROLES: 'web', DEMO: '0', PORT: '0' };
	const app = await openApp({ config: readConfig(env), url: database.url, log: openLog('silent'), env });
	await loadKnowledge(app);
	print(await askMonth(app));
	await app.close();
} finally {
	await database.stop();
	await rm(dataDir, { recursive: true, force: true });
}

function print(asked: readonly Asked[]): void {
	const langs = [...new Set(asked.map(({ lang }) => lang))];
	const rows = langs.map((lang) => [lang, measure(asked.filter((one) => one.lang === lang))] as const);
	const table = Object.fromEntries([...rows, ['all', measure(asked)] as const]);
	for (const figures of Object.values(table))
		for (const [name, value] of Object.entries(figures)) Object.assign(figures, { [name]: Number(value.toFixed(3)) });
	console.table(table);
}
