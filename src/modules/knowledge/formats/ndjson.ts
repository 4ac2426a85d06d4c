import { checked, failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';

/** A body of 1 MB in which JSON writes every character as six, and the rest of the article. */
export const LONGEST_LINE = 8 * 1_048_576;
const NEWLINE = 10;

type Line = { number: number; bytes?: Buffer; isLast: boolean };

/**
 * Reads newline-delimited JSON as it arrives, one article a line, empty lines skipped. Broken UTF-8, broken JSON and lines that are
 * too long fail alone; a stream that breaks off, or ends inside a line, ends with `cut_off` for that line.
 */
export async function* readNdjson(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReadItem> {
	let number = 0;
	try {
		for await (const line of lines(source)) {
			number = line.number;
			const item = readLine(line);
			if (item) yield item;
		}
	} catch {
		yield failed(number + 1, 'cut_off', 'The upload broke off in or before this line; everything above it was read.');
	}
}

function readLine({ number, bytes, isLast }: Line): ReadItem | undefined {
	if (!bytes) return failed(number, 'line_too_long', 'This line is longer than 8 MB.');
	const text = decoded(bytes, number === 1);
	if (text === undefined) return failed(number, 'invalid_utf8', 'This line is not valid UTF-8.');
	if (!text.trim()) return undefined;
	const value = parsed(text);
	if (value === undefined) {
		return isLast
			? failed(number, 'cut_off', 'The upload ends in the middle of this line.')
			: failed(number, 'invalid_json', 'This line is not valid JSON.');
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return failed(number, 'invalid_json', 'This line is not a JSON object.');
	}
	return checked(number, value);
}

function decoded(bytes: Buffer, isFirst: boolean): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isFirst }).decode(bytes);
	} catch {
		return undefined;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Lines as bytes, so that a character cut by a chunk's end is whole again; a line beyond the limit comes without its bytes. */
async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
	let number = 1;
	let waiting: Uint8Array[] = [];
	let size = 0;
	const keep = (part: Uint8Array) => {
		size += part.length;
		if (size > LONGEST_LINE) waiting = [];
		else if (part.length > 0) waiting.push(part);
	};
	const line = (isLast: boolean): Line => ({
		number,
		isLast,
		...(size <= LONGEST_LINE ? { bytes: Buffer.concat(waiting) } : {}),
	});
	for await (const chunk of source) {
		let from = 0;
		for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
			keep(chunk.subarray(from, to));
			yield line(false);
			number++;
			waiting = [];
			size = 0;
			from = to + 1;
		}
		keep(chunk.subarray(from));
	}
	if (size > 0) yield line(true);
}
