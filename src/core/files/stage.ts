import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { isProblem, problem } from '../errors.ts';
import type { Storage } from './storage.ts';
import { problemOfStorage } from './trouble.ts';

export type Staged = { path: string; bytes: number; sha256: string };

/**
 * Writes an upload to a file of its own while counting and hashing it. Leaves nothing behind when it fails: `payload_too_large`,
 * `disk_full`, `invalid_input` for an empty or broken-off upload. The source is not destroyed, so that the door can still answer.
 */
export async function stage(storage: Storage, source: Readable, maxBytes: number): Promise<Staged> {
	const path = await storage.stagingFile();
	try {
		return { path, ...(await write(path, source, maxBytes)) };
	} catch (error) {
		await rm(path, { force: true });
		const whole = source.readableEnded || !source.destroyed;
		throw whole || isProblem(error) ? problemOfStorage(error) : brokenOff();
	}
}

async function write(path: string, source: Readable, maxBytes: number) {
	const hash = createHash('sha256');
	const handle = await open(path, 'w', 0o600);
	let bytes = 0;
	try {
		for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw tooLarge(maxBytes);
			hash.update(chunk);
			await handle.appendFile(chunk);
		}
	} finally {
		await handle.close();
	}
	if (bytes === 0) throw problem('invalid_input', { detail: 'The file is empty.' });
	return { bytes, sha256: hash.digest('hex') };
}

const brokenOff = () => problem('invalid_input', { detail: 'The upload ended before the file was whole.' });

const tooLarge = (maxBytes: number) =>
	problem('payload_too_large', { detail: `A file may have at most ${Math.floor(maxBytes / 1_048_576)} MB.` });
