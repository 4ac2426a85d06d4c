import { posix } from 'node:path';
import { fromMarkdown } from '../body/from-markdown.ts';
import { addresses, mapAddresses } from '../body/map-addresses.ts';
import { toMarkdown } from '../body/to-markdown.ts';
import type { ReferencedFile } from './read-item.ts';
import { fileAt, fragmentOf } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

/** All files by path, and the external ids of those that are articles. */
export type Site = { files: ReadonlyMap<string, SourceFile>; articles: ReadonlyMap<string, string> };

/** `from` is the path of the file that a text stands in. */
type Place = Site & { from: string };

// Parsing costs a hundred times more than this look for an address that has no scheme.
const RELATIVE = /(?:\]\(\s*|\]:\s*|(?:src|poster|captions)=["']?)<?(?![a-z][a-z\d+.-]*:|\/\/|#|\s)\S/i;

/**
 * Resolves the relative addresses of a text. Links to files that are articles themselves become `/articles/<external_id>`, which
 * stays true wherever the article goes; other files that exist are returned, to be stored under the address the text has for them.
 */
export function references(
	markdown: string,
	attached: readonly string[],
	place: Place,
): { body: string; files: ReferencedFile[] } {
	const found = new Map<string, ReferencedFile>();
	const add = (address: string) => {
		const file = fileAt(address, place.from, place.files);
		if (file && !place.articles.has(file.path))
			found.set(address, { address, name: posix.basename(file.path), read: file.read });
	};
	for (const address of attached) add(address);
	if (!RELATIVE.test(markdown)) return { body: markdown, files: [...found.values()] };

	const doc = fromMarkdown(markdown);
	const links = new Map<string, string>();
	for (const address of addresses(doc)) {
		const file = fileAt(address, place.from, place.files);
		const article = file && place.articles.get(file.path);
		if (article) links.set(address, `/articles/${encodeURIComponent(article)}${fragmentOf(address)}`);
		else add(address);
	}
	const body = links.size > 0 ? toMarkdown(mapAddresses(doc, (address) => links.get(address) ?? address)) : markdown;
	return { body, files: [...found.values()] };
}
