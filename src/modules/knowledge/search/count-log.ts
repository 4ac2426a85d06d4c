import fs from 'node:fs';
import { temporaryFile } from './records.ts';
import { grown } from './arrays.ts';
import { FIELDS } from './weights.ts';

/**
 * The counts of all documents as bytes, until their average lengths are known: per document the number of its terms, then per
 * term its number, a byte of flags, the counts above one and the places. About five bytes a term, which for a large base is
 * more than the finished index: full chunks go to a temporary file.
 */
export type CountLog = { file: number | undefined; written: number; chunk: Uint8Array; at: number };

/** The terms of the document being read: eight bytes a term, the counts of the four fields up to 255, then the places. */
export type OpenCounts = { bytes: Uint8Array; touched: Uint32Array; size: number };

const PLACES = FIELDS;
const STRIDE = 8;

const CHUNK = 1 << 20;
/** Room that one term takes at most in the log. */
const ROOM = 16;
const MOST = 255;

export function newLog(): CountLog {
	return { file: undefined, written: 0, chunk: new Uint8Array(CHUNK), at: 0 };
}

/** Lets go of the temporary file. */
export function closeLog(log: CountLog): void {
	if (log.file !== undefined) fs.closeSync(log.file);
	log.file = undefined;
}

export function newCounts(): OpenCounts {
	return {
		bytes: new Uint8Array(STRIDE << 12),
		touched: new Uint32Array(1 << 10),
		size: 0,
	};
}

/** Counts one occurrence of a term. */
export function countTerm(counts: OpenCounts, term: number, field: number, place: number): void {
	const at = term * STRIDE;
	if (at >= counts.bytes.length) counts.bytes = grown(counts.bytes, (at + STRIDE) * 2);
	const { bytes } = counts;
	if (!bytes[at + PLACES]) {
		if (counts.size === counts.touched.length) counts.touched = grown(counts.touched, counts.size * 2);
		counts.touched[counts.size++] = term;
	}
	bytes[at + PLACES]! |= place;
	if (bytes[at + field]! < MOST) bytes[at + field]!++;
}

/** Moves the counted terms to the log and clears them for the next document. */
export function writeDocument(log: CountLog, counts: OpenCounts): void {
	writeNumber(log, counts.size);
	for (let i = 0; i < counts.size; i++) {
		const term = counts.touched[i]!;
		writeNumber(log, term);
		writeCounts(log, counts.bytes, term * STRIDE);
	}
	counts.size = 0;
}

/** Seven bits a byte, the lowest first. Starts a new chunk where the old one might not hold a whole term. */
function writeNumber(log: CountLog, value: number): void {
	if (log.at + ROOM > CHUNK) {
		log.file ??= temporaryFile();
		fs.writeSync(log.file, log.chunk, 0, CHUNK, log.written * CHUNK);
		log.written++;
		log.at = 0;
	}
	for (; value > 127; value >>>= 7) log.chunk[log.at++] = (value & 127) | 128;
	log.chunk[log.at++] = value;
}

/** The flags say which fields have the term and which of these counts follow: most terms occur once, in the body only. */
function writeCounts(log: CountLog, counts: Uint8Array, from: number): void {
	const flags = log.at++;
	let bits = 0;
	for (let field = 0; field < FIELDS; field++) {
		const count = counts[from + field]!;
		if (count) bits |= 1 << field;
		if (count > 1) {
			bits |= 16 << field;
			log.chunk[log.at++] = count;
		}
	}
	log.chunk[flags] = bits;
	log.chunk[log.at++] = counts[from + PLACES]!;
	counts.fill(0, from, from + STRIDE);
}

export type VisitCounts = (document: number, term: number, counts: Uint8Array, places: number) => void;

/** Reads the log in the order in which it was written; `counts` is reused between calls. */
export function readLog(log: CountLog, documents: number, visit: VisitCounts): void {
	const counts = new Uint8Array(FIELDS);
	const kept = new Uint8Array(log.written ? CHUNK : 0);
	let next = 0;
	let chunk = log.chunk;
	let at = CHUNK;
	const number = () => {
		if (at + ROOM > CHUNK) {
			chunk = next < log.written ? kept : log.chunk;
			if (chunk === kept) fs.readSync(log.file!, kept, 0, CHUNK, next * CHUNK);
			next++;
			at = 0;
		}
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = chunk[at++]!;
			value |= (byte & 127) << shift;
			if (byte < 128) return value;
		}
	};
	for (let document = 0; document < documents; document++) {
		for (let left = number(); left > 0; left--) {
			const term = number();
			const bits = chunk[at++]!;
			for (let field = 0; field < FIELDS; field++)
				counts[field] = bits & (16 << field) ? chunk[at++]! : (bits >>> field) & 1;
			visit(document, term, counts, chunk[at++]!);
		}
	}
}
