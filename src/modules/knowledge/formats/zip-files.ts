import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, getFileNameLowLevel, openPromise, validateFileName } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';
import { byPath, isHidden, LIMITS, tooLarge } from './source-files.ts';
import type { Limits, SourceFile, SourceFiles } from './source-files.ts';

const HIGHEST_RATIO = 200;
const RATIO_COUNTS_FROM = 1_000_000;
const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * The files of a zip in the order of their paths. An entry that would leave the folder, a link, an encrypted, oversized or
 * suspiciously compressed one is left out with its code; a zip with too many files, too much in it, or broken, gives no files at
 * all. Sizes are those the archive declares; reading a file that turns out longer fails.
 */
export async function zipFiles(source: Buffer | string, limits: Limits = LIMITS): Promise<SourceFiles> {
	const none = (code: string, detail: string) => ({ files: [], problems: [failed('zip', code, detail)] });
	let zip: ZipFile | undefined;
	const refuse = (code: string, detail: string) => {
		zip?.close();
		return none(code, detail);
	};
	try {
		zip = await open(source);
		if (zip.entryCount > limits.files) return refuse('zip_too_many_files', `More than ${limits.files} files.`);
		return await entries(zip, limits, refuse);
	} catch {
		return refuse('zip_broken', 'This is not a zip file, or it is damaged.');
	}
}

function open(source: Buffer | string): Promise<ZipFile> {
	const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
	return typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options);
}

async function entries(
	zip: ZipFile,
	limits: Limits,
	refuse: (code: string, detail: string) => SourceFiles,
): Promise<SourceFiles> {
	const files: SourceFile[] = [];
	const problems: ReadItem[] = [];
	let total = 0;
	for await (const entry of zip.eachEntry()) {
		const path = nameOf(entry);
		if (path.endsWith('/') || isHidden(path.replace(/(?:^|\/)\.\.?(?=\/)/g, ''))) continue;
		const problem = problemOf(entry, path, limits);
		if (problem) problems.push(failed(path, ...problem));
		else files.push({ path, size: entry.uncompressedSize, read: () => readEntry(zip, entry) });
		total += problem ? 0 : entry.uncompressedSize;
		if (total > limits.totalBytes)
			return refuse('zip_too_large', `Unpacked it is more than ${Math.round(limits.totalBytes / 1_000_000)} MB.`);
	}
	return { files: files.toSorted(byPath), problems, close: () => zip.close() };
}

function nameOf(entry: Entry): string {
	return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true).normalize('NFC');
}

function problemOf(entry: Entry, path: string, limits: Limits): [code: string, detail: string] | undefined {
	if (validateFileName(path) || path.includes('\0')) return ['zip_unsafe_path', 'Its path leads out of the archive.'];
	if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK) return ['zip_link', 'It is a link, not a file.'];
	if (entry.isEncrypted()) return ['zip_encrypted', 'It is encrypted; unpack it and zip it without a password.'];
	if (!entry.canDecodeFileData())
		return ['zip_unknown_compression', 'It is compressed in a way that cannot be read here.'];
	if (entry.uncompressedSize > limits.fileBytes) return ['file_too_large', tooLarge(limits)];
	const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
	const isBomb = entry.uncompressedSize > RATIO_COUNTS_FROM && ratio > HIGHEST_RATIO;
	return isBomb ? ['zip_bomb', `It would unpack to ${Math.round(ratio)} times its size.`] : undefined;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
	return buffer(await zip.openReadStreamPromise(entry));
}
