import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { stringify } from 'yaml';
import { ZipFile } from 'yazl';
import { fromMarkdown } from '../body/from-markdown.ts';
import { mapAddresses } from '../body/map-addresses.ts';
import { toMarkdown } from '../body/to-markdown.ts';
import type { ArticleInput, CollectionInput } from './article-input.ts';
import { fileIdOf, filesNamedIn } from '../import-files.ts';
import { COLLECTIONS_FILE } from './markdown-files.ts';
import { fragmentOf } from './source-files.ts';

/** A stored file; `name` is its name for people. */
export type ExportedFile = { id: string; name: string; open: () => Promise<Readable> };

/** `files` are those its body and attachments refer to by `/files/<id>`; an address of one that is not among them is left out. */
export type ExportedArticle = ArticleInput & { files?: ExportedFile[] };

/** `files` holds the path of each file by its id, `ahead` the texts that the zip has not come to yet. */
type Writing = { zip: ZipFile; taken: Set<string>; files: Map<string, string>; ahead: Promise<void>[] };

// How many texts may wait in memory for whoever reads the zip.
const MOST_AHEAD = 100;

/**
 * Writes a Markdown zip that `readMarkdownFiles` reads again without loss: `articles/<name>.<lang>.md` with YAML front matter,
 * `files/` with every file once, and `collections.yaml`. Streams; an error of the source destroys the stream.
 */
export function exportZip(
	articles: AsyncIterable<ExportedArticle> | Iterable<ExportedArticle>,
	collections: CollectionInput[],
): Readable {
	const zip = new ZipFile();
	const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>, { objectMode: false });
	const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
	zip.on('error', fail);
	writeAll({ zip, taken: new Set(), files: new Map(), ahead: [] }, articles, collections).catch(fail);
	return output;
}

async function writeAll(
	writing: Writing,
	articles: AsyncIterable<ExportedArticle> | Iterable<ExportedArticle>,
	collections: CollectionInput[],
): Promise<void> {
	if (collections.length > 0)
		writing.zip.addBuffer(Buffer.from(stringify(collections, { lineWidth: 0 })), COLLECTIONS_FILE);
	for await (const article of articles) {
		if (writing.ahead.length > MOST_AHEAD) await writing.ahead.shift();
		writeArticle(writing, article);
	}
	writing.zip.end();
}

function writeArticle(writing: Writing, article: ExportedArticle): void {
	const { body, files = [], attachments, external_id, lang, ...rest } = article;
	const local = new Map(files.map((file) => [file.id, `../${fileName(writing, file)}`]));
	const localOf = (address: string) => {
		const id = fileIdOf(address);
		if (id === undefined) return address;
		const path = local.get(id);
		return path ? path + fragmentOf(address) : '';
	};
	const attached = attachments?.map((each) => ({ ...each, file: localOf(each.file) })).filter(({ file }) => file);
	const front = { external_id, lang, ...rest, ...(attached?.length ? { attachments: attached } : {}) };
	const text = filesNamedIn(body).length > 0 ? toMarkdown(mapAddresses(fromMarkdown(body), localOf)) : body;
	const path = unique(writing.taken, `articles/${safeName(external_id)}`, `.${lang}.md`);
	const content = Buffer.from(`---\n${stringify(front, { lineWidth: 0 })}---\n\n${text}`);
	const { promise, resolve } = Promise.withResolvers<void>();
	writing.ahead.push(promise);
	writing.zip.addReadStreamLazy(path, (callback) => {
		resolve();
		callback(null, Readable.from([content]));
	});
}

function fileName(writing: Writing, file: ExportedFile): string {
	const known = writing.files.get(file.id);
	if (known) return known;
	const { name, ext } = posix.parse(file.name);
	const path = unique(writing.taken, `files/${safeName(name)}`, ext.replace(/[^.\w]/g, ''));
	writing.files.set(file.id, path);
	// As they are: most are compressed already, and what shrinks very well would be taken for a bomb when it comes in again.
	writing.zip.addReadStreamLazy(path, { compress: false }, (callback) => {
		file.open().then(
			(stream) => callback(null, stream),
			(error: unknown) => callback(error, Readable.from([])),
		);
	});
	return path;
}

/** Letters and digits of any script; the true name stands in the front matter. */
function safeName(name: string): string {
	return (
		name
			.normalize('NFC')
			.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
			.replace(/^[.-]+(?=[^.])/, '')
			.slice(0, 120) || 'file'
	);
}

/** A path that nothing else has, also where capital letters do not count. */
function unique(taken: Set<string>, start: string, end: string): string {
	for (let count = 1; ; count++) {
		const path = count === 1 ? `${start}${end}` : `${start}-${count}${end}`;
		if (taken.has(path.toLowerCase())) continue;
		taken.add(path.toLowerCase());
		return path;
	}
}
