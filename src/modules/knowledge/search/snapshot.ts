import fs from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { BuiltIndex } from './search-index.ts';
import { append, type Place, type Records, recordsIn, sharedFile, type SharedFile, writeAll } from './records.ts';
import type { Segment } from './segment.ts';
import type { Entry } from './types.ts';
import { type SharedArrayOf, shared } from './arrays.ts';

export type Snapshot = {
	/** The content version that the index was built from. */
	version: number;
	built: BuiltIndex;
	/** Open until the index is let go of. */
	records: Records;
};

/** Raise it whenever terms, weights or layout change: an older snapshot is then rebuilt instead of misread. */
const FORMAT = 8;
/** The tokeniser leans on ICU's dictionaries and Unicode's tables, so their versions belong to the format. */
const MADE_BY = `saunders-search ${FORMAT} icu-${process.versions.icu} unicode-${process.versions.unicode}`;

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array };
type TypeName = keyof typeof TYPES;
type Packed = Uint8Array | Uint16Array | Uint32Array | Float64Array;

type Section = { type: TypeName; at: number; length: number; crc: number };
/** Where a language's part of the index is in the file. */
export type Part = { lang: string; documents: number; arrays: Section[]; entries: Section[] };
type Header = { madeBy: string; version: number; parts: Part[] };

const PIECE = 4 << 20;
const ENTRIES_A_SECTION = 1_000;
/** The file begins with a line of this length that says where its description is. */
const SIGNPOST = 64;
const signpost = ({ at, bytes }: Place) => Buffer.from(`${`saunders ${at} ${bytes}`.padEnd(SIGNPOST - 1)}\n`);

export type SnapshotWriter = {
	/** Where records and parts go, from any thread. */
	file: SharedFile;
	/** The file appears under its name only when it is whole and on disk. */
	finish(made: { version: number; parts: Part[] }): void;
	/** Leaves nothing behind. */
	discard(): void;
};

export const unfinished = (path: string, pid: number): string => `${path}.${pid}.new`;

/**
 * Writes an index as one file: records, the bytes of its arrays, and a description in JSON of what is where. Blocks while it writes, which is for a
 * process of its own. Throws what the file system throws.
 */
export function writeSnapshot(path: string): SnapshotWriter {
	const temporary = unfinished(path, process.pid);
	const file = sharedFile(fs.openSync(temporary, 'w'));
	append(file, Buffer.alloc(SIGNPOST));
	return {
		file,
		finish: ({ version, parts }) => {
			const header = append(file, Buffer.from(JSON.stringify({ madeBy: MADE_BY, version, parts } satisfies Header)));
			writeAll(file.file, signpost(header), 0);
			fs.fsyncSync(file.file);
			fs.closeSync(file.file);
			fs.renameSync(temporary, path);
		},
		discard: () => fs.rmSync(temporary, { force: true }),
	};
}

/** Writes one language and answers where it is. */
export function writePart(file: SharedFile, { lang, segment, entries }: BuiltIndex[number]): Part {
	const put = (array: Packed): Section => {
		const bytes = bytesOf(array);
		return { type: typeOf(array), at: append(file, bytes).at, length: array.length, crc: crc32(bytes) };
	};
	return {
		lang,
		documents: segment.postings.documents,
		arrays: arraysOf(segment).map(put),
		entries: [...entryPieces(entries)].map(put),
	};
}

/** The snapshot in a file; undefined if it was made by another version of the program. Throws if there is none or it is damaged. */
export async function readSnapshot(path: string): Promise<Snapshot | undefined> {
	const file = fs.openSync(path, 'r');
	try {
		const header = await readHeader(file);
		if (header?.madeBy === MADE_BY)
			return { version: header.version, built: await readBuilt(file, header), records: recordsIn(file) };
	} catch (error) {
		fs.closeSync(file);
		throw error;
	}
	fs.closeSync(file);
	return undefined;
}

async function readBuilt(file: number, { parts }: Header): Promise<BuiltIndex> {
	const built: BuiltIndex = [];
	for (const { lang, documents, arrays, entries } of parts) {
		const read: Packed[] = [];
		for (const section of arrays) read.push(await readSection(file, section));
		built.push({ lang, segment: segmentOf(read, documents), entries: await readEntries(file, entries) });
	}
	return built;
}

/** The arrays of a segment in the order of the file. */
function arraysOf({ postings, vocabulary, order, misspellings, lengths, exact, exactDocuments }: Segment): Packed[] {
	const { frequencies, starts, lists } = postings;
	const { units, starts: termStarts, checks, slots } = vocabulary;
	return [
		frequencies,
		starts,
		lists,
		units,
		termStarts,
		checks,
		slots,
		order,
		misspellings.hashes,
		misspellings.terms,
		lengths,
		exact,
		exactDocuments,
	];
}

function segmentOf(arrays: Packed[], documents: number): Segment {
	const [frequencies, starts, lists, units, termStarts, checks, slots, order, hashes, terms, lengths, exact, exactDocuments] = arrays as [
		Uint32Array, Uint32Array, Uint8Array, Uint16Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Float64Array, Uint32Array,
	]; // prettier-ignore
	return {
		postings: { documents, frequencies, starts, lists },
		vocabulary: { units, starts: termStarts, checks, slots },
		order,
		misspellings: { hashes, terms },
		lengths,
		exact,
		exactDocuments,
	};
}

function* entryPieces(entries: Entry[]): Generator<Uint8Array> {
	for (let from = 0; from < entries.length; from += ENTRIES_A_SECTION) {
		yield Buffer.from(JSON.stringify(entries.slice(from, from + ENTRIES_A_SECTION)));
	}
}

async function readEntries(file: number, sections: Section[]): Promise<Entry[]> {
	const entries: Entry[] = [];
	for (const section of sections) {
		const bytes = await readSection(file, section);
		entries.push(...(JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as Entry[]));
	}
	return entries;
}

const readBytes = promisify(fs.read);

/** Nothing where the file is of an older layout. */
async function readHeader(file: number): Promise<Header | undefined> {
	const [, at = NaN, bytes = NaN] = (await readPiece(file, 0, SIGNPOST)).toString('latin1').split(' ').map(Number);
	if (!(bytes <= PIECE)) return undefined;
	return JSON.parse((await readPiece(file, at, bytes)).toString()) as Header;
}

async function readPiece(file: number, at: number, bytes: number): Promise<Buffer> {
	const piece = Buffer.alloc(bytes);
	const { bytesRead } = await readBytes(file, piece, 0, bytes, at);
	if (bytesRead < bytes) throw new Error('The search snapshot is cut short.');
	return piece;
}

async function readSection(file: number, { type, at, length, crc }: Section): Promise<Packed> {
	const array = shared<Packed>(TYPES[type] as SharedArrayOf<Packed>, length);
	const bytes = bytesOf(array);
	let sum = 0;
	for (let from = 0; from < bytes.length; from += PIECE) {
		const piece = bytes.subarray(from, from + PIECE);
		const { bytesRead } = await readBytes(file, piece, 0, piece.length, at + from);
		if (bytesRead < piece.length) throw new Error('The search snapshot is cut short.');
		sum = crc32(piece, sum);
	}
	if (sum !== crc) throw new Error('The search snapshot is damaged.');
	return array;
}

function bytesOf(array: Packed): Uint8Array {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typeOf(array: Packed): TypeName {
	const names = Object.keys(TYPES) as TypeName[];
	return names.find((name) => array instanceof TYPES[name])!;
}
