import path from 'node:path';
import type { Db } from '#core/db.ts';
import { installationId } from '#core/installation.ts';
import type { Log } from '#core/log.ts';
import { topicVersion } from '#core/refresh.ts';
import { buildIndex } from './search/build.ts';
import { readSnapshot, type Snapshot, writeSnapshot } from './search/snapshot.ts';
import './tables.ts';
import { KNOWLEDGE } from './topic.ts';

export type IndexStore = {
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
			return kept && kept.version <= (await topicVersion(db, KNOWLEDGE)) ? kept : undefined;
		},
		build: async () => {
			const version = await topicVersion(db, KNOWLEDGE);
			if (await isEmpty(db)) return { version, built: [] };
			const begun = performance.now();
			const built = await buildIndex({ url }, { signal });
			await writeSnapshot(await file(), { version, built }).catch((error: Error) =>
				log.warn({ err: error.message }, 'search snapshot not written'),
			);
			log.info({ ms: Math.round(performance.now() - begun), version }, 'search index built');
			return { version, built };
		},
	};
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
