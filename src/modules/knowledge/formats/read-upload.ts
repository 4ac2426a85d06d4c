import { open, readFile, stat } from 'node:fs/promises';
import { readCsv } from './csv.ts';
import { detectFormat } from './detect-format.ts';
import type { Format } from './detect-format.ts';
import type { CollectionInput } from './article-input.ts';
import { isHtml, readHtmlFiles } from './html-files.ts';
import { isMarkdown, readCollections, readMarkdownFiles } from './markdown-files.ts';
import type { ReadOptions } from './markdown-files.ts';
import { readNdjson } from './ndjson.ts';
import { failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';
import { folderFiles } from './source-files.ts';
import type { Limits, SourceFile, SourceFiles } from './source-files.ts';
import { readXlsx } from './xlsx.ts';
import { readZendesk } from './zendesk.ts';
import { zipFiles } from './zip-files.ts';

/**
 * What an upload holds. `total` is how many files or lines there are to read, where that is known, for a progress bar. `close` it
 * when its items are no longer read.
 */
export type Upload = {
	format: Format | undefined;
	items: AsyncIterable<ReadItem>;
	collections: CollectionInput[];
	total?: number;
	close?: () => void;
};

type UploadOptions = ReadOptions & { limits?: Limits };

/** A table or a page is read whole; only an archive may be larger. */
const MOST_IN_MEMORY = 200_000_000;

/**
 * Reads an uploaded file, whatever it is, given as its bytes or as the path where they lie; an archive of any size is best left where it lies. A file that is
 * nothing we know gives one item with the error `unknown_format`.
 */
export async function readUpload(name: string, source: Buffer | string, options: UploadOptions): Promise<Upload> {
	const archive = (await isZip(source)) ? await zipFiles(source, options.limits) : undefined;
	const format = archive && detectFormat(name, Buffer.alloc(0), archive.files);
	if (archive && (format === 'markdown_zip' || format === 'html_zip')) return readFiles(archive, options);
	archive?.close?.();
	if (archive && format !== 'xlsx')
		return withItems(format, archive.problems.length ? archive.problems : [unknown(name)]);
	const bytes = typeof source === 'string' ? await whole(source) : source;
	if (!bytes)
		return withItems(format, [failed(name, 'file_too_large', `Larger than ${MOST_IN_MEMORY / 1_000_000} MB.`)]);
	return readWhole(format ?? detectFormat(name, bytes), name, bytes, options);
}

async function readWhole(
	format: Format | undefined,
	name: string,
	bytes: Buffer,
	options: UploadOptions,
): Promise<Upload> {
	const one: SourceFile = { path: name, size: bytes.length, read: async () => bytes };
	switch (format) {
		case 'ndjson':
			return {
				...withItems(format, readNdjson(chunks(bytes))),
				total: bytes.toString('latin1').split('\n').length,
			};
		case 'csv':
			return withItems(format, readCsv(bytes, options));
		case 'xlsx':
			return withItems(format, readXlsx(bytes, options));
		case 'zendesk': {
			const { items, collections } = readZendesk(bytes);
			return { ...withItems(format, items), collections };
		}
		case 'markdown':
		case 'html':
			return readFiles({ files: [one], problems: [] }, options);
		default:
			return withItems(format, [unknown(name)]);
	}
}

const withItems = (format: Format | undefined, items: Iterable<ReadItem> | AsyncIterable<ReadItem>): Upload => ({
	format,
	items: asAsync(items),
	collections: [],
});

async function isZip(source: Buffer | string): Promise<boolean> {
	if (typeof source !== 'string') return source.subarray(0, 2).toString('latin1') === 'PK';
	const file = await open(source);
	const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
	return buffer.toString('latin1') === 'PK';
}

async function whole(path: string): Promise<Buffer | undefined> {
	return (await stat(path)).size > MOST_IN_MEMORY ? undefined : readFile(path);
}

/** Reads a folder of Markdown files or, if it has none, of HTML files. */
export async function readFolder(folder: string, options: UploadOptions): Promise<Upload> {
	return readFiles(await folderFiles(folder, options.limits), options);
}

async function readFiles({ files, problems, close }: SourceFiles, options: UploadOptions): Promise<Upload> {
	const isPages = files.some((file) => isMarkdown(file.path));
	const pages = files.filter((file) => (isPages ? isMarkdown(file.path) : isHtml(file.path)));
	const items = isPages ? readMarkdownFiles(files, options) : readHtmlFiles(files, options);
	const read = isPages ? await readCollections(files, options.lang) : { collections: [], problems: [] };
	const format = isPages ? 'markdown' : pages.length > 0 ? 'html' : undefined;
	const refused = [...problems, ...read.problems];
	const total = pages.length + refused.length;
	return { format, items: asAsync(refused, items), collections: read.collections, total, ...(close && { close }) };
}

function unknown(name: string): ReadItem {
	const known = 'Markdown, HTML, CSV, XLSX, NDJSON, Zendesk JSON, or a zip of Markdown or HTML files';
	return failed(name, 'unknown_format', `This file is none of: ${known}.`);
}

async function* asAsync(...sources: (Iterable<ReadItem> | AsyncIterable<ReadItem>)[]): AsyncGenerator<ReadItem> {
	for (const source of sources) yield* source;
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
	yield bytes;
}
