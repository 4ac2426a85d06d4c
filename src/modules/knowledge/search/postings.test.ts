import { expect, test } from 'vitest';
import {
	BLOCK,
	entryBytes,
	lookUp,
	members,
	type Postings,
	scan,
	tableBytes,
	writeBlock,
	writeEntry,
} from './postings.ts';

/** One list of these documents, the impact and places of each made from its number. */
function listOf(documents: number[], of: number): Postings {
	const sizes = documents.map((document, i) => entryBytes(document - (documents[i - 1] ?? -1)));
	const bytes = tableBytes(documents.length) + sizes.reduce((sum, size) => sum + size, 0);
	const lists = new Uint8Array(bytes);
	let at = tableBytes(documents.length);
	documents.forEach((document, i) => {
		const before = documents[i - 1] ?? -1;
		if (tableBytes(documents.length) && i % BLOCK === 0) writeBlock(lists, 0, i / BLOCK, before + 1, at);
		at = writeEntry(lists, at, document - before, 1 + (document % 200), document % 128);
	});
	expect(at).toBe(bytes);
	return { documents: of, frequencies: Uint32Array.of(documents.length), starts: Uint32Array.of(0, bytes), lists };
}

test.each([
	['near', 1],
	['at the end of one byte', 191],
	['just beyond it', 192],
	['in two bytes', 5_000],
	['at the end of two bytes', 16_127],
	['just beyond them', 16_128],
	['far', 300_000],
])('documents %s each other are read as they were written', (how, distance) => {
	for (const count of [1, BLOCK, BLOCK * 3 + 5]) {
		const documents = Array.from({ length: count }, (_, i) => i * distance + 3);
		const all = documents.at(-1)! + 10_000;
		const postings = listOf(documents, all);
		expect(members(postings, 0)).toEqual(documents);
		const scores = new Float32Array(all);
		scan(
			postings,
			0,
			Float32Array.from({ length: 256 }, (_, q) => q),
			scores,
		);
		const absent = documents.map((document) => document + 1).filter((document) => !documents.includes(document));
		const wanted = Int32Array.from([...documents, ...absent]).toSorted();
		const found = new Uint16Array(wanted.length);
		lookUp(postings, 0, wanted, found);
		wanted.forEach((document, i) => {
			const held = documents.includes(document);
			expect(found[i]).toBe(held ? (1 + (document % 200)) | ((document % 128) << 8) : 0);
			expect(scores[document]).toBe(held ? 1 + (document % 200) : 0);
		});
	}
});
