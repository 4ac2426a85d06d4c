import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import { attachUrl, type Embedded, openEmbedded } from '../postgres/open.ts';
import { backupError } from './errors.ts';

const quiet = () => undefined;
const notOurs = async () => {};

/** The database to read: the given one, the one a running server keeps, or the embedded one, started for as long as it takes. */
export async function databaseToRead(config: Config): Promise<Embedded> {
	const given = givenUrl(config);
	if (given) return { url: given, stop: notOurs };
	if (!existsSync(path.join(config.DATA_DIR, 'postgres')))
		throw backupError(
			'nothing_to_back_up',
			`There is no database in ${config.DATA_DIR}: set DATA_DIR or DATABASE_URL.`,
		);
	return openEmbedded({ dataDir: config.DATA_DIR, log: quiet }).catch(async (error: { code?: string }) => {
		if (error.code !== 'folder_in_use') throw error;
		return { url: await attachUrl(config.DATA_DIR, 10_000), stop: notOurs };
	});
}

/** The database to fill, for us alone: the given one, or the embedded one, made when there is none. Throws `folder_in_use`. */
export async function databaseToFill(config: Config): Promise<Embedded> {
	const given = givenUrl(config);
	return given ? { url: given, stop: notOurs } : openEmbedded({ dataDir: config.DATA_DIR, log: quiet });
}

/** Past a pooler: one transaction lasts as long as the whole work. */
const givenUrl = (config: Config) => config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
