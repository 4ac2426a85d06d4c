import { openDatabase } from '#core/db.ts';
import { baseLang } from '#core/text/languages.ts';
import { shownDocuments } from '../documents.ts';
import type { BuildAnswer, BuildOrder } from './build.ts';
import { entryOf } from './search-index.ts';
import { addToSegment, finishSegment, segmentBuilder } from './segment-builder.ts';
import type { SegmentBuilder } from './segment-builder.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Entry, ShownDocument } from './types.ts';

const builders = new Map<string, { builder: SegmentBuilder; entries: Entry[] }>();
const [file = ''] = process.argv.slice(2);
const snapshot = writeSnapshot(file);
let documents = 0;

process.on('message', async (order: BuildOrder) => {
	if (order.kind === 'finish') snapshot.finish({ version: order.version, built: [...builders.keys()].map(finish) });
	else if (order.kind === 'read') await readAll(order.url);
	else order.batch.forEach(add);
	process.send!({ documents } satisfies BuildAnswer);
});

// Without its server there is nobody to build for.
process.on('disconnect', () => {
	snapshot.discard();
	process.exit();
});

async function readAll(url: string): Promise<void> {
	const database = openDatabase(url, { max: 1 });
	for await (const batch of shownDocuments(database.db)) batch.forEach(add);
	await database.close();
}

function add(document: ShownDocument): void {
	const lang = baseLang(document.lang);
	let open = builders.get(lang);
	if (!open) builders.set(lang, (open = { builder: segmentBuilder(), entries: [] }));
	addToSegment(open.builder, document);
	open.entries.push(entryOf(document, snapshot.add(document.record)));
	documents++;
}

/** One language after the other, letting go of each builder before the next is finished. */
function finish(lang: string) {
	const { builder, entries } = builders.get(lang)!;
	builders.delete(lang);
	return { lang, segment: finishSegment(builder), entries };
}
