import { once } from 'node:events';
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { openDatabase } from '#core/db.ts';
import { publishedLanguages } from '../documents.ts';
import type { BuildAnswer, BuildOrder } from './build.ts';
import type { PartOrder } from './build.worker.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Part, SnapshotWriter } from './snapshot.ts';

/** Each thread holds a language in memory: more of them are faster and larger. */
const MOST_THREADS = 4;

process.once('message', (order: BuildOrder) => void answer(order));

async function answer(order: BuildOrder): Promise<void> {
	const snapshot = writeSnapshot(order.file);
	// Without its server there is nobody to build for.
	process.on('disconnect', () => {
		snapshot.discard();
		process.exit();
	});
	const said = await build(order, snapshot).catch((error: Error): BuildAnswer => ({ error: error.message }));
	process.send?.(said);
}

async function build({ url, version }: BuildOrder, snapshot: SnapshotWriter): Promise<BuildAnswer> {
	const database = openDatabase(url, { max: 1 });
	const waiting = await publishedLanguages(database.db);
	await database.close();
	const parts: Part[] = [];
	const work = async () => {
		for (let langs = waiting.shift(); langs; langs = waiting.shift())
			parts.push(await buildPart({ url, langs, file: snapshot.file }));
	};
	const threads = Math.min(MOST_THREADS, os.availableParallelism(), waiting.length);
	await Promise.all(Array.from({ length: threads }, work));
	// In one order, whichever thread was faster: of articles that fit equally, the first language's come first.
	snapshot.finish({ version, parts: parts.toSorted((a, b) => (a.lang < b.lang ? -1 : 1)) });
	return {};
}

async function buildPart(order: PartOrder): Promise<Part> {
	const worker = new Worker(new URL('./build.worker.ts', import.meta.url), {
		workerData: order,
		resourceLimits: { maxYoungGenerationSizeMb: 48 },
	});
	const [part] = (await once(worker, 'message')) as [Part];
	return part;
}
