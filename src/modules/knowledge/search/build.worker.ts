import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#core/db.ts';
import { baseLang } from '#core/text/languages.ts';
import { shownDocuments } from '../documents.ts';
import { append } from './records.ts';
import type { SharedFile } from './records.ts';
import { entryFor } from './search-index.ts';
import { addToSegment, finishSegment, segmentBuilder } from './segment-builder.ts';
import { type Part, writePart } from './snapshot.ts';
import type { Entry } from './types.ts';

/** One base language, by all the tags that belong to it. */
export type PartOrder = { url: string; langs: string[]; file: SharedFile };

const { url, langs, file } = workerData as PartOrder;
const builder = segmentBuilder();
const entries: Entry[] = [];
const database = openDatabase(url, { max: 1 });
for await (const batch of shownDocuments(database.db, langs)) {
	for (const document of batch) {
		addToSegment(builder, document);
		entries.push(entryFor(document, append(file, document.record)));
	}
}
await database.close();
const segment = finishSegment(builder);
const part: Part = writePart(file, { lang: baseLang(langs[0] ?? ''), segment, entries });
parentPort?.postMessage(part, []);
