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

/** What an upload holds. `total` is how many files or lines there are to read, where that is known, for a progress bar. */
export type Upload = {
	format: Format | undefined;
	items: AsyncIterable<ReadItem>;
	collections: CollectionInput[];
	total?: number;
};

export type UploadOptions = ReadOptions & { limits?: Limits };

/** Reads an uploaded file, whatever it is. A file that is nothing we know gives one item with the error `unknown_format`. */
export async function readUpload(name: string, bytes: Buffer, options: UploadOptions): Promise<Upload> {
	const format = await detectFormat(name, bytes, options.limits);
	const one: SourceFile = { path: name, size: bytes.length, read: async () => bytes };
	switch (format) {
		case 'ndjson':
			return {
				format,
				items: readNdjson(chunks(bytes)),
				collections: [],
				total: bytes.toString('latin1').split('\n').length,
			};
		case 'csv':
			return { format, items: asAsync(readCsv(bytes, options)), collections: [] };
		case 'xlsx':
			return { format, items: readXlsx(bytes, options), collections: [] };
		case 'zendesk': {
			const { items, collections } = readZendesk(bytes);
			return { format, items: asAsync(items), collections };
		}
		case 'markdown':
		case 'html':
			return readFiles({ files: [one], problems: [] }, options);
		case 'markdown_zip':
		case 'html_zip':
			return readFiles(await zipFiles(bytes, options.limits), options);
		default:
			return { format, items: asAsync([await unknownFormat(name, bytes, options)].flat()), collections: [] };
	}
}

/** Reads a folder of Markdown files or, if it has none, of HTML files. */
export async function readFolder(folder: string, options: UploadOptions): Promise<Upload> {
	return readFiles(await folderFiles(folder, options.limits), options);
}

async function readFiles({ files, problems }: SourceFiles, options: UploadOptions): Promise<Upload> {
	const isPages = files.some((file) => isMarkdown(file.path));
	const pages = files.filter((file) => (isPages ? isMarkdown(file.path) : isHtml(file.path)));
	const items = isPages ? readMarkdownFiles(files, options) : readHtmlFiles(files, options);
	const collections = isPages ? await readCollections(files, options.lang) : [];
	const format = isPages ? 'markdown' : pages.length > 0 ? 'html' : undefined;
	return { format, items: asAsync(problems, items), collections, total: pages.length + problems.length };
}

/** A zip that cannot be opened says why; everything else is simply unknown. */
async function unknownFormat(name: string, bytes: Buffer, options: UploadOptions): Promise<ReadItem[]> {
	const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
	const { problems } = isZip ? await zipFiles(bytes, options.limits) : { problems: [] };
	const known = 'Markdown, HTML, CSV, XLSX, NDJSON, Zendesk JSON, or a zip of Markdown or HTML files';
	return problems.length > 0 ? problems : [failed(name, 'unknown_format', `This file is none of: ${known}.`)];
}

async function* asAsync(...sources: (Iterable<ReadItem> | AsyncIterable<ReadItem>)[]): AsyncGenerator<ReadItem> {
	for (const source of sources) yield* source;
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
	yield bytes;
}
