import { open, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BuiltIndex } from './search-index.ts';
import type { Segment } from './segment.ts';
import type { Entry } from './types.ts';
import { shared } from './vocabulary.ts';

export type Snapshot = {
	/** The content version that the index was built from. */
	version: number;
	built: BuiltIndex;
};

/** Raise it whenever terms, weights or layout change: an older snapshot is then rebuilt instead of misread. */
const FORMAT = 1;
/** The tokeniser leans on ICU's dictionaries and Unicode's tables, so their versions belong to the format. */
const MADE_BY = `saunders-search ${FORMAT} icu-${process.versions.icu} unicode-${process.versions.unicode}`;

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array };
type TypeName = keyof typeof TYPES;
type Packed = Uint8Array | Uint16Array | Uint32Array | Float64Array;

type Section = { type: TypeName; length: number; crc: number };
type Header = {
	madeBy: string;
	version: number;
	segments: { lang: string; documents: number; sections: Section[]; entries: Section[] }[];
};

const PIECE = 4 << 20;
const ENTRIES_A_SECTION = 1_000;

/**
 * Writes an index as one file: a line of JSON that describes it, then the bytes of its arrays. The file appears under its name
 * only when it is whole and on disk. Throws what the file system throws.
 */
export async function writeSnapshot(path: string, { version, built }: Snapshot): Promise<void> {
	const arrays: Packed[] = [];
	const describe = async (array: Packed): Promise<Section> => {
		arrays.push(array);
		return { type: typeOf(array), length: array.length, crc: await checksum(array) };
	};
	const header: Header = { madeBy: MADE_BY, version, segments: [] };
	for (const { lang, segment, entries } of built) {
		const sections = [];
		for (const array of arraysOf(segment)) sections.push(await describe(array));
		const packed = [];
		for (const piece of entryPieces(entries)) packed.push(await describe(piece));
		header.segments.push({ lang, documents: segment.postings.documents, sections, entries: packed });
	}
	const temporary = `${path}.${process.pid}.new`;
	const file = await open(temporary, 'w');
	try {
		await file.write(Buffer.from(`${JSON.stringify(header)}\n`));
		for (const array of arrays) await writeAll(file, bytesOf(array));
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(temporary, path);
}

/** The snapshot in a file; undefined if it was made by another version of the program. Throws if there is none or it is damaged. */
export async function readSnapshot(path: string): Promise<Snapshot | undefined> {
	const file = await open(path, 'r');
	try {
		const { header, end } = await readHeader(file);
		if (header.madeBy !== MADE_BY) return undefined;
		const reader = { file, at: end };
		const built: BuiltIndex = [];
		for (const { lang, documents, sections, entries } of header.segments) {
			const arrays: Packed[] = [];
			for (const section of sections) arrays.push(await readSection(reader, section));
			built.push({ lang, segment: segmentOf(arrays, documents), entries: await readEntries(reader, entries) });
		}
		return { version: header.version, built };
	} finally {
		await file.close();
	}
}

/** The arrays of a segment in the order of the file. */
function arraysOf({ postings, vocabulary, order, misspellings, average, exact, exactDocuments }: Segment): Packed[] {
	const { frequencies, starts, lists } = postings;
	const { units, starts: termStarts, slots } = vocabulary;
	return [
		frequencies,
		starts,
		lists,
		units,
		termStarts,
		slots,
		order,
		misspellings.hashes,
		misspellings.terms,
		average,
		exact,
		exactDocuments,
	];
}

function segmentOf(arrays: Packed[], documents: number): Segment {
	const [frequencies, starts, lists, units, termStarts, slots, order, hashes, terms, average, exact, exactDocuments] = arrays as [
		Uint32Array, Uint32Array, Uint8Array, Uint16Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Float64Array, Float64Array, Uint32Array,
	]; // prettier-ignore
	return {
		postings: { documents, frequencies, starts, lists },
		vocabulary: { units, starts: termStarts, slots },
		order,
		misspellings: { hashes, terms },
		average,
		exact,
		exactDocuments,
	};
}

function* entryPieces(entries: Entry[]): Generator<Uint8Array> {
	for (let from = 0; from < entries.length; from += ENTRIES_A_SECTION) {
		yield Buffer.from(JSON.stringify(entries.slice(from, from + ENTRIES_A_SECTION)));
	}
}

async function readEntries(reader: Reader, sections: Section[]): Promise<Entry[]> {
	const entries: Entry[] = [];
	for (const section of sections) {
		const bytes = await readSection(reader, section);
		entries.push(...(JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as Entry[]));
	}
	return entries;
}

async function readHeader(file: FileHandle): Promise<{ header: Header; end: number }> {
	let text = Buffer.alloc(0);
	for (;;) {
		const { bytesRead, buffer } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, text.length);
		text = Buffer.concat([text, buffer.subarray(0, bytesRead)]);
		const line = text.indexOf(10);
		if (line >= 0) return { header: JSON.parse(text.subarray(0, line).toString()) as Header, end: line + 1 };
		if (!bytesRead || text.length > PIECE) throw new Error('The search snapshot has no header.');
	}
}

type Reader = { file: FileHandle; at: number };

async function readSection(reader: Reader, { type, length, crc }: Section): Promise<Packed> {
	const array = shared<Packed>(TYPES[type] as new (buffer: SharedArrayBuffer) => Packed, length);
	const bytes = bytesOf(array);
	let sum = 0;
	for (let from = 0; from < bytes.length; from += PIECE) {
		const piece = bytes.subarray(from, from + PIECE);
		const { bytesRead } = await reader.file.read(piece, 0, piece.length, reader.at);
		if (bytesRead < piece.length) throw new Error('The search snapshot is cut short.');
		sum = crc32(piece, sum);
		reader.at += piece.length;
	}
	if (sum !== crc) throw new Error('The search snapshot is damaged.');
	return array;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let from = 0; from < bytes.length; from += PIECE) {
		const piece = bytes.subarray(from, from + PIECE);
		for (let done = 0; done < piece.length;) done += (await file.write(piece, done)).bytesWritten;
	}
}

/** In pieces with a breath between them: other requests are waiting. */
async function checksum(array: Packed): Promise<number> {
	const bytes = bytesOf(array);
	let sum = 0;
	for (let from = 0; from < bytes.length; from += PIECE) {
		sum = crc32(bytes.subarray(from, from + PIECE), sum);
		await new Promise((resolve) => setImmediate(resolve));
	}
	return sum;
}

function bytesOf(array: Packed): Uint8Array {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typeOf(array: Packed): TypeName {
	const names = Object.keys(TYPES) as TypeName[];
	return names.find((name) => array instanceof TYPES[name])!;
}
