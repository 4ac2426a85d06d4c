import { parentPort } from 'node:worker_threads';
import { baseLang } from '#core/text/languages.ts';
import { entryOf } from './search-index.ts';
import type { BuiltIndex } from './search-index.ts';
import { addToSegment, finishSegment, segmentBuilder } from './segment-builder.ts';
import type { SegmentBuilder } from './segment-builder.ts';
import type { Entry, SearchDocument } from './types.ts';

type Message = { kind: 'add'; batch: SearchDocument[] } | { kind: 'finish' };

const builders = new Map<string, { builder: SegmentBuilder; entries: Entry[] }>();
let documents = 0;

parentPort!.on('message', (message: Message) => {
	if (message.kind === 'finish') return finish();
	message.batch.forEach(add);
	documents += message.batch.length;
	parentPort!.postMessage({ kind: 'ready', documents }, []);
});

function add(document: SearchDocument): void {
	const lang = baseLang(document.lang);
	let open = builders.get(lang);
	if (!open) builders.set(lang, (open = { builder: segmentBuilder(), entries: [] }));
	addToSegment(open.builder, document);
	open.entries.push(entryOf(document));
}

/** One language after the other, letting go of each builder before the next is finished. */
function finish(): void {
	for (const [lang, { builder, entries }] of builders) {
		builders.delete(lang);
		const segment: BuiltIndex[number] = { lang, segment: finishSegment(builder), entries };
		parentPort!.postMessage({ kind: 'segment', segment }, []);
	}
	parentPort!.postMessage({ kind: 'done' }, []);
}
