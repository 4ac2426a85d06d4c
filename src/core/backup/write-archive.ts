import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { syncFolder } from '../sync-folder.ts';
import type { Content } from './manifest.ts';

export type Archive = {
	/** Adds one entry after the other; resolves with what went in, when all of it was read. */
	add(name: string, source: Readable, options?: { compress: boolean }): Promise<Content>;
	addText(name: string, text: string): void;
};

/**
 * Writes a zip under a temporary name beside `file` and gives it its name when it is whole and on disk, readable for its owner
 * alone. Leaves nothing behind when `fill` fails or `signal` says stop. Returns its size in bytes.
 */
export async function writeArchive(
	file: string,
	fill: (archive: Archive) => Promise<void>,
	signal: AbortSignal,
): Promise<number> {
	const part = `${file}.${process.pid}.part`;
	const zip = new ZipFile();
	const out = createWriteStream(part, { mode: 0o600, flush: true });
	const written = pipeline(zip.outputStream, out, { signal });
	const troubled = new Promise<never>((_, reject) => zip.on('error', reject));
	const sources = new AbortController();
	try {
		await Promise.race([fill(archiveOver(zip, sources.signal)), troubled, failing(written)]);
		zip.end();
		await Promise.race([written, troubled]);
		await rename(part, file);
		await syncFolder(path.dirname(path.resolve(file)));
		return out.bytesWritten;
	} catch (error) {
		sources.abort();
		out.destroy();
		await written.catch(() => {});
		await rm(part, { force: true });
		throw error;
	}
}

function archiveOver(zip: ZipFile, signal: AbortSignal): Archive {
	return {
		add: async (name, source, { compress } = { compress: true }) => {
			const { stream, content } = meter();
			// 64-bit sizes always: how much comes is not known beforehand.
			zip.addReadStream(stream, name, { compress, forceZip64Format: true });
			await pipeline(source, stream, { signal });
			return content();
		},
		addText: (name, text) => zip.addBuffer(Buffer.from(text), name),
	};
}

/** Lets bytes through, counts them and takes their digest. */
function meter(): { stream: Transform; content(): Content } {
	const hash = createHash('sha256');
	let bytes = 0;
	const stream = new Transform({
		transform(chunk: Buffer, _, done) {
			bytes += chunk.length;
			hash.update(chunk);
			done(null, chunk);
		},
	});
	return { stream, content: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Settles only when the promise fails: an output that ended well is no reason to stop filling. */
const failing = (promise: Promise<void>) => new Promise<never>((_, reject) => promise.catch(reject));
