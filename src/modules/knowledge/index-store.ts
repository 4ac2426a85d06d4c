import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from '#core/db.ts';
import { installationId } from '#core/installation.ts';
import type { Log } from '#core/log.ts';
import { topicVersion } from '#core/refresh.ts';
import { buildIndex } from './search/build.ts';
import { NO_RECORDS } from './search/records.ts';
import { readSnapshot, type Snapshot } from './search/snapshot.ts';
import './tables.ts';
import { KNOWLEDGE } from './topic.ts';

type IndexStore = {
	/** The index of the last build, if it belongs to this database and this program can read it. */
	kept(): Promise<Snapshot | undefined>;
	/** Builds the index from what is published now and keeps it. Rejects when the signal says stop. */
	build(): Promise<Snapshot>;
};

/** The whole index on disk, so that a later start need not build it. */
export function indexStore(
	{ db, url, dataDir, log }: { db: Db; url: string; dataDir: string; log: Log },
	signal: AbortSignal,
): IndexStore {
	const file = async () => path.join(dataDir, `search-${await installationId(db)}.snapshot`);
	return {
		kept: async () => {
			const kept = await readSnapshot(await file()).catch(() => undefined);
			if (!kept || kept.version <= (await topicVersion(db, KNOWLEDGE))) return kept;
			kept.records.close();
			return undefined;
		},
		build: async () => {
			const version = await topicVersion(db, KNOWLEDGE);
			if (await isEmpty(db)) return { version, built: [], records: NO_RECORDS };
			const begun = performance.now();
			await removeUnfinished(dataDir);
			const made = await buildIndex({ url, file: await file(), version }, { signal });
			log.info({ ms: Math.round(performance.now() - begun), version }, 'search index built');
			return made;
		},
	};
}

const OLD_MS = 3_600_000;

/** What a build left behind that was ended together with its server: no build takes so long. */
async function removeUnfinished(dataDir: string): Promise<void> {
	for (const name of await readdir(dataDir)) {
		if (!/^search-.*\.new$/.test(name)) continue;
		const { mtimeMs } = await stat(path.join(dataDir, name)).catch(() => ({ mtimeMs: Infinity }));
		if (Date.now() - mtimeMs > OLD_MS) await rm(path.join(dataDir, name), { force: true });
	}
}

/** A new installation is ready at once: there is nothing to build. */
async function isEmpty(db: Db): Promise<boolean> {
	const some = await db
		.selectFrom('translations')
		.select('id')
		.where('status', '=', 'published')
		.limit(1)
		.executeTakeFirst();
	return some === undefined;
}
