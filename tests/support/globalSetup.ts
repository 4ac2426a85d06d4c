import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The migrated database that every test database is a copy of; nobody may stay connected to it. */
		templateUrl: string;
	}
}

/** One PostgreSQL for the whole run. What it holds may be lost, so it need not wait for the disk. */
export default async function globalSetup(project: TestProject) {
	const dataDir = await mkdtemp(join(tmpdir(), 'saunders-test-'));
	const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
	const database = await openEmbedded({ dataDir, log: () => undefined, settings });
	await migrate(database.url);
	project.provide('templateUrl', database.url);
	return async () => {
		await database.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
}
