import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { backupError } from './errors.ts';
import {
	type Content,
	contents,
	MANIFEST,
	MANIFEST_DIGEST,
	type Manifest,
	manifestSchema,
	SECRET,
} from './manifest.ts';
import type { Progress } from './progress.ts';

export type OpenArchive = {
	manifest: Manifest;
	/** The manifest as it is written, to which the sealed secret is tied. */
	manifestText: string;
	sealedSecret: string;
	read(entry: string): Promise<Readable>;
	close(): void;
};

const LARGEST_TEXT = 512 * 1_048_576;

/** Opens a backup. Throws `not_a_backup` for another file, `damaged` for one that is cut off or changed. */
export async function openArchive(file: string): Promise<OpenArchive> {
	const zip = await openPromise(file, { autoClose: false, lazyEntries: true }).catch((error: NodeJS.ErrnoException) => {
		if (error.code) throw error;
		throw backupError('damaged', `${file} is not a whole backup: it is cut off, or another kind of file.`, error);
	});
	try {
		return await openWhole(file, zip);
	} catch (error) {
		zip.close();
		throw error;
	}
}

/** Reads everything once and compares it with the manifest. Throws `damaged`. */
export async function verify(archive: OpenArchive, progress: Progress, signal: AbortSignal): Promise<void> {
	const all = contents(archive.manifest);
	for (const [i, { entry, ...expected }] of all.entries()) {
		progress({ what: 'check', name: entry, done: i + 1, total: all.length });
		const found = await digest(await archive.read(entry), signal).catch((error: Error) => {
			signal.throwIfAborted();
			throw backupError('damaged', `The backup is damaged: ${entry} cannot be read (${error.message}).`, error);
		});
		if (found.sha256 !== expected.sha256 || found.bytes !== expected.bytes)
			throw backupError('damaged', `The backup is damaged: ${entry} is not what was written.`);
	}
}

async function openWhole(file: string, zip: ZipFile): Promise<OpenArchive> {
	const entries = new Map<string, Entry>();
	const damaged = (error: unknown) => backupError('damaged', `${file} is damaged: ${(error as Error).message}.`, error);
	try {
		for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
	} catch (error) {
		throw damaged(error);
	}
	if (!entries.has(MANIFEST)) throw backupError('not_a_backup', `${file} is a zip, but not a backup of Saunders.`);
	const read = async (name: string) => {
		const entry = entries.get(name);
		if (!entry) throw backupError('damaged', `The backup is damaged: ${name} is missing.`);
		return zip.openReadStreamPromise(entry);
	};
	const readText = async (name: string) => {
		if ((entries.get(name)?.uncompressedSize ?? 0) > LARGEST_TEXT) throw new Error(`${name} is too large`);
		return text(await read(name));
	};
	try {
		const manifestText = await readText(MANIFEST);
		const expected = (await readText(MANIFEST_DIGEST)).trim();
		if (createHash('sha256').update(manifestText).digest('hex') !== expected)
			throw new Error(`${MANIFEST} was changed`);
		const sealedSecret = await readText(SECRET);
		const manifest = manifestSchema.parse(JSON.parse(manifestText));
		return { manifest, manifestText, sealedSecret, read, close: () => zip.close() };
	} catch (error) {
		throw damaged(error);
	}
}

async function digest(source: Readable, signal: AbortSignal): Promise<Content> {
	const hash = createHash('sha256');
	let bytes = 0;
	await pipeline(
		source,
		async (chunks: AsyncIterable<Buffer>) => {
			for await (const chunk of chunks) {
				hash.update(chunk);
				bytes += chunk.length;
			}
		},
		{ signal },
	);
	return { bytes, sha256: hash.digest('hex') };
}
