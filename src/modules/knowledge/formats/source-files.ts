import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { posix } from 'node:path';
import { failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';

/** A file of a folder or an archive. `path` is relative to its root, with slashes. `read` fails if the file cannot be read. */
export type SourceFile = { path: string; size: number; read: () => Promise<Buffer> };

/** The files of a folder or archive, and what had to be left out of it. `close` it when nothing of it is read any more. */
export type SourceFiles = { files: SourceFile[]; problems: ReadItem[]; close?: () => void };

export type Limits = { files: number; fileBytes: number; totalBytes: number };

/**
 * More than any export of ours has: a file as large as an upload may be, and of 10,000 articles in four languages with their pictures five times as many.
 * Only names and sizes of the files are in memory at once.
 */
export const LIMITS: Limits = { files: 250_000, fileBytes: 52_428_800, totalBytes: 10_000_000_000 };

/** All files under a folder in the order of their paths; links and hidden files are left out. */
export async function folderFiles(folder: string, limits: Limits = LIMITS): Promise<SourceFiles> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files: SourceFile[] = [];
	const problems: ReadItem[] = [];
	for (const entry of entries.filter((each) => each.isFile())) {
		const full = join(entry.parentPath, entry.name);
		const path = full.slice(join(folder, '/').length).replaceAll('\\', '/');
		if (isHidden(path)) continue;
		const { size } = await stat(full);
		if (size > limits.fileBytes) problems.push(failed(path, 'file_too_large', tooLarge(limits)));
		else files.push({ path, size, read: () => readFile(full) });
	}
	if (files.length > limits.files)
		return { files: [], problems: [failed(folder, 'too_many_files', `More than ${limits.files} files.`)] };
	return { files: files.toSorted(byPath), problems };
}

export function tooLarge(limits: Limits): string {
	return `Larger than ${Math.round(limits.fileBytes / 1_000_000)} MB.`;
}

export function byPath(a: SourceFile, b: SourceFile): number {
	return a.path < b.path ? -1 : 1;
}

/** What operating systems leave in folders and archives. */
export function isHidden(path: string): boolean {
	return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db');
}

/** The file that a relative address in the file at `from` names, if there is one; the query and fragment do not count. */
export function fileAt(address: string, from: string, files: ReadonlyMap<string, SourceFile>): SourceFile | undefined {
	const path = address.replace(/[?#].*$/, '');
	if (!path || /^[a-z][a-z\d+.-]*:|^[\\/]{2}/i.test(path)) return undefined;
	const decoded = decodedPath(path);
	return files.get(
		posix.normalize(decoded.startsWith('/') ? decoded.slice(1) : posix.join(posix.dirname(from), decoded)),
	);
}

/** `#and-what-follows`, or nothing. */
export const fragmentOf = (address: string): string => /#.*$/.exec(address)?.[0] ?? '';

function decodedPath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
