import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { newId } from '../ids.ts';
import type { Settings } from '../settings.ts';
import { openS3 } from './s3.ts';
import { s3Place } from './settings.ts';

type Range = { start: number; end: number };
/** `hasParts`: `stream` can give a part; a bucket gives all, and browsers fetch parts from it themselves. */
export type Opened = { bytes: number; hasParts: boolean; stream(range?: Range): Promise<Readable> };
type LinkHeaders = { mime: string; disposition: string };

/**
 * Where the bytes are. A key names its place (`local:…`, `s3:…`), so files stay readable when the setting moves elsewhere.
 * Failures come as they are; `problemOfStorage` translates them.
 */
export type Storage = {
	/** A key nobody uses, at the place that the settings name now. */
	newKey(): string;
	/** A path for an upload on its way in. */
	stagingFile(): Promise<string>;
	/** Takes the file at `path` away, or writes `data`. */
	put(key: string, content: { path: string } | { data: Uint8Array }, mime: string): Promise<void>;
	/** Undefined when the bytes are gone. */
	open(key: string): Promise<Opened | undefined>;
	/** An address from which the browser itself may fetch for 60 seconds; undefined when the bytes must go through us. */
	link(key: string, headers: LinkHeaders): Promise<string | undefined>;
	remove(keys: readonly string[]): Promise<void>;
	/** Does heavy work one at a time in this process: unpacking a picture may take some hundred megabytes. */
	inTurn<T>(work: () => Promise<T>): Promise<T>;
	/** Forgets uploads that a killed process left half way. */
	clearStaging(before: Date): Promise<void>;
};

const LINK_SECONDS = 60;

export function openStorage(dataDir: string, settings: Settings): Storage {
	const root = path.resolve(dataDir, 'files');
	const staging = path.resolve(dataDir, 'uploads');
	const local = new Disk(new FSDriver({ location: root, visibility: 'private' }));
	const s3 = openS3();
	const diskOf = async (key: string) => (isLocal(key) ? local : s3(s3Place(settings)));
	return {
		newKey: () => {
			const id = newId();
			// Two letters from the random end: no folder grows beyond what a file system likes.
			return `${s3Place(settings) ? 's3' : 'local'}:${id.slice(-2)}/${id}`;
		},
		stagingFile: async () => {
			await mkdir(staging, { recursive: true, mode: 0o700 });
			return path.join(staging, randomUUID());
		},
		put: async (key, content, mime) => {
			const disk = await diskOf(key);
			if ('data' in content) return disk.put(inPlace(key), content.data, { contentType: mime });
			if (isLocal(key)) return moveTo(path.join(root, inPlace(key)), content.path);
			const { size } = await stat(content.path);
			const stream = createReadStream(content.path);
			// A client that fails early leaves the file open.
			await disk
				.putStream(inPlace(key), stream, { contentType: mime, contentLength: size })
				.finally(() => stream.destroy());
		},
		open: async (key) => {
			if (isLocal(key)) return openLocal(path.join(root, inPlace(key)));
			const disk = await diskOf(key);
			if (!(await disk.exists(inPlace(key)))) return undefined;
			const { contentLength } = await disk.getMetaData(inPlace(key));
			return { bytes: contentLength, hasParts: false, stream: () => disk.getStream(inPlace(key)) };
		},
		link: async (key, { mime, disposition }) => {
			if (isLocal(key)) return undefined;
			const disk = await diskOf(key);
			const headers = { contentType: mime, contentDisposition: disposition };
			return disk.getSignedUrl(inPlace(key), { expiresIn: LINK_SECONDS, ...headers });
		},
		remove: async (keys) => {
			for (const key of keys) await (await diskOf(key)).delete(inPlace(key));
		},
		inTurn: queue(),
		clearStaging: (before) => clear(staging, before),
	};
}

const isLocal = (key: string) => key.startsWith('local:');
const inPlace = (key: string) => key.slice(key.indexOf(':') + 1);

function queue(): Storage['inTurn'] {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const turn = last.then(work);
		last = turn.catch(() => {});
		return turn;
	};
}

/** Within one file system at once and without room for a second copy. */
async function moveTo(place: string, from: string): Promise<void> {
	await mkdir(path.dirname(place), { recursive: true });
	await rename(from, place).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EXDEV') throw error;
		return copyFile(from, place);
	});
}

async function openLocal(file: string): Promise<Opened | undefined> {
	try {
		const handle = await open(file);
		const { size } = await handle.stat().finally(() => handle.close());
		return { bytes: size, hasParts: true, stream: async (range) => createReadStream(file, range) };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

async function clear(folder: string, before: Date): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	for (const name of names) {
		const file = path.join(folder, name);
		// Another process may have finished with it meanwhile.
		const info = await stat(file).catch(() => undefined);
		if (info && info.mtime < before) await rm(file, { force: true });
	}
}
