import { readHtmlPage } from './html-page.ts';
import type { ReadOptions } from './markdown-files.ts';
import { readName, titleFromName } from './names.ts';
import { checkedInFolder, failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';
import { references } from './references.ts';
import type { Site } from './references.ts';
import type { SourceFile } from './source-files.ts';

/** Reads the pages of a site, one article each; the language comes from `<html lang>`, the path, or the options. */
export async function* readHtmlFiles(files: readonly SourceFile[], options: ReadOptions): AsyncGenerator<ReadItem> {
	const byPath = new Map(files.map((file) => [file.path, file]));
	const pages = files.filter((file) => isHtml(file.path));
	const articles = new Map(pages.map((file) => [file.path, readName(file.path).externalId]));
	for (const file of pages) yield await readFile(file, { files: byPath, articles }, options);
}

export function isHtml(path: string): boolean {
	return /\.x?html?$/i.test(path);
}

async function readFile(file: SourceFile, site: Site, options: ReadOptions): Promise<ReadItem> {
	const bytes = await file.read().catch(() => undefined);
	if (!bytes) return failed(file.path, 'unreadable_file', 'This file cannot be read.');
	const html = decoded(bytes);
	if (html === undefined)
		return failed(file.path, 'invalid_utf8', 'This file is not valid text in the encoding it names.');
	try {
		return pageItem(file, html, site, options);
	} catch {
		return failed(file.path, 'unreadable_html', 'This page is nested too deeply to be read.');
	}
}

function pageItem(file: SourceFile, html: string, site: Site, options: ReadOptions): ReadItem {
	const page = readHtmlPage(html);
	if (!page.markdown && !page.title) return failed(file.path, 'empty_page', 'There is no text on this page.');
	const name = readName(file.path);
	const { body, files } = references(page.markdown, [], { from: file.path, ...site });
	const raw = {
		external_id: name.externalId,
		lang: page.lang ?? name.lang ?? options.lang,
		title: (page.title ?? titleFromName(name.externalId)).slice(0, 300),
		body,
		collection: name.collection,
	};
	return checkedInFolder(file.path, raw, files);
}

/** By byte order mark, the charset the page names, or UTF-8. */
function decoded(bytes: Buffer): string | undefined {
	const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.subarray(0, 2_048).toString('latin1'))?.[1];
	const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	const charset = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : (named ?? 'utf-8');
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
