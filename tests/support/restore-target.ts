import { rm } from 'node:fs/promises';
import { afterEach, beforeEach } from 'vitest';
import type { RestoreOptions } from '#core/backup/restore.ts';
import { newFolder, putBack } from './backup.ts';
import { emptyDatabase, type TestDatabase } from './database.ts';

/** For the tests of a file: an empty database and data folder to restore into, made before each test and gone after it. */
export function openTarget() {
	let database: TestDatabase;
	let dataDir: string;
	beforeEach(async () => {
		database = await emptyDatabase();
		dataDir = await newFolder();
	});
	afterEach(async () => {
		await database.drop();
		await rm(dataDir, { recursive: true });
	});
	return {
		get url() {
			return database.url;
		},
		get dataDir() {
			return dataDir;
		},
		restore: (file: string, more: Partial<RestoreOptions> = {}) => putBack(database.url, file, { dataDir, ...more }),
		/** Another empty database in its place; the folder stays. */
		async renew() {
			await database.drop();
			database = await emptyDatabase();
		},
	};
}
