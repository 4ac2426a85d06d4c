import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where a record's bytes are in their file. */
export type Place = { at: number; bytes: number };

/**
 * What is shown of each document, as bytes that the index gives back as they are. They lie in a file: together they are larger than the index,
 * and the system keeps those that are asked for in its own cache.
 */
export type Records = {
	/** The bytes are there until the next are read. */
	read(place: Place): Buffer;
	close(): void;
};

export type GrowingRecords = Records & { add(record: Uint8Array): Place };

const USUAL = 32 << 10;

/** Records in an open file, which `close` closes. Reading throws what the file system throws. */
export function recordsIn(file: number): Records {
	let room = Buffer.allocUnsafe(USUAL);
	return {
		read: ({ at, bytes }) => {
			if (room.length < bytes) room = Buffer.allocUnsafe(bytes);
			const record = room.subarray(0, bytes);
			for (let done = 0; done < bytes;) {
				const read = fs.readSync(file, record, done, bytes - done, at + done);
				if (read === 0) throw new Error('The search snapshot is cut short.');
				done += read;
			}
			return record;
		},
		close: () => fs.closeSync(file),
	};
}

export const NO_RECORDS: Records = { read: () => Buffer.alloc(0), close: () => {} };

/** A file that several threads append to, with the place where the next bytes go. */
export type SharedFile = { file: number; end: BigUint64Array<SharedArrayBuffer> };

export const sharedFile = (file: number): SharedFile => ({ file, end: new BigUint64Array(new SharedArrayBuffer(8)) });

/** Appends bytes and answers where. Throws what the file system throws. */
export function append({ file, end }: SharedFile, bytes: Uint8Array): Place {
	const at = Number(Atomics.add(end, 0, BigInt(bytes.length)));
	writeAll(file, bytes, at);
	return { at, bytes: bytes.length };
}

const PIECE = 4 << 20;

/** Whole, however little the system takes at once. */
export function writeAll(file: number, bytes: Uint8Array, at: number): void {
	for (let done = 0; done < bytes.length;)
		done += fs.writeSync(file, bytes, done, Math.min(PIECE, bytes.length - done), at + done);
}

/** Records of what changed since the file was written, in a temporary file that is made when the first one comes. */
export function growingRecords(): GrowingRecords {
	let file: SharedFile | undefined;
	let records = NO_RECORDS;
	let closed = false;
	const open = () => {
		const made = sharedFile(temporaryFile());
		records = recordsIn(made.file);
		return made;
	};
	return {
		// What still comes after the end has nobody to show it to.
		add: (record) => (closed || record.length === 0 ? { at: 0, bytes: 0 } : append((file ??= open()), record)),
		read: (place) => records.read(place),
		close: () => {
			closed = true;
			records.close();
			records = NO_RECORDS;
		},
	};
}

/** A file without a name where the system allows it, so that nothing is left behind however the process ends. */
export function temporaryFile(): number {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'saunders-index-'));
	const file = fs.openSync(path.join(folder, 'bytes'), 'w+');
	if (process.platform !== 'win32') fs.rmSync(folder, { recursive: true });
	return file;
}
