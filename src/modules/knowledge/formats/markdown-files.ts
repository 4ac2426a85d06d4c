import { parse } from 'yaml';
import { z } from 'zod';
import { collectionInputSchema } from './article-input.ts';
import type { CollectionInput } from './article-input.ts';
import { folderCollections, readName, titleFromName } from './names.ts';
import { checked, checkedInFolder, failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';
import { references } from './references.ts';
import type { Site } from './references.ts';
import type { SourceFile } from './source-files.ts';

/** What a file leaves open: the language of articles that name none. */
export type ReadOptions = { lang: string };

export const COLLECTIONS_FILE = 'collections.yaml';

type Front = Record<string, unknown>;
type Page = { file: SourceFile; front: Front; body: string };

/**
 * Reads a folder or archive of Markdown files. YAML front matter may give `external_id`, `lang`, `title`, `slug`, `collection`,
 * `status` (or `draft: true`), `questions`, `checked_at`, `attachments`; else path and first heading say it (see `readName`).
 */
export async function* readMarkdownFiles(files: readonly SourceFile[], options: ReadOptions): AsyncGenerator<ReadItem> {
	const byPath = new Map(files.map((file) => [file.path, file]));
	const pages = files.filter((file) => isMarkdown(file.path));
	const articles = new Map<string, string>();
	// Links may lead to any article, so their names are needed first; the texts are read again, not kept.
	for (const file of pages) {
		const page = await readPage(file);
		articles.set(file.path, 'front' in page ? externalIdOf(page) : readName(file.path).externalId);
	}
	for (const file of pages) {
		const page = await readPage(file);
		yield 'front' in page ? pageItem(page, { files: byPath, articles }, options) : page;
	}
}

export function isMarkdown(path: string): boolean {
	return /\.(?:md|markdown)$/i.test(path);
}

/** What a list of collections says, and what in it cannot be read. */
type Collections = { collections: CollectionInput[]; problems: ReadItem[] };

/** The collections in `collections.yaml`, or else those that the folders are. */
export async function readCollections(files: readonly SourceFile[], lang: string): Promise<Collections> {
	const file = files.find((each) => each.path === COLLECTIONS_FILE);
	if (file) return listed(await readYaml(file));
	const collections = folderCollections(
		files.filter((each) => isMarkdown(each.path)).map((each) => readName(each.path)),
	).map((collection) => ({
		...collection,
		texts: [{ lang, title: titleFromName(collection.external_id) }],
		is_folder: true,
	}));
	return { collections, problems: [] };
}

function listed(list: unknown): Collections {
	const collections: CollectionInput[] = [];
	const problems: ReadItem[] = [];
	if (!Array.isArray(list))
		problems.push(failed(COLLECTIONS_FILE, 'unreadable_file', 'This file is not a list of collections.'));
	for (const [i, entry] of Array.isArray(list) ? list.entries() : []) {
		const { data, error } = collectionInputSchema.safeParse(entry);
		const [issue] = error?.issues ?? [];
		const detail = `${issue?.path.join('.') || 'The collection'}: ${issue?.message}`;
		if (data) collections.push(data);
		else problems.push(failed(`${COLLECTIONS_FILE}: ${i + 1}`, 'collection_invalid', detail));
	}
	return { collections, problems };
}

async function readYaml(file: SourceFile): Promise<unknown> {
	try {
		return parse((await file.read()).toString('utf8')) ?? [];
	} catch {
		return undefined;
	}
}

async function readPage(file: SourceFile): Promise<Page | ReadItem> {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(await file.read());
	} catch (error) {
		if (error instanceof TypeError) return failed(file.path, 'invalid_utf8', 'This file is not valid UTF-8.');
		return failed(file.path, 'unreadable_file', 'This file cannot be read.');
	}
	const [, yaml, body] = /^---[ \t]*\r?\n([^]*?)(?:^---[ \t]*(?:\r?\n(?:[ \t]*\r?\n)*|$))([^]*)$/m.exec(text) ?? [];
	if (yaml === undefined || !text.startsWith('---')) return { file, front: {}, body: text };
	const front = frontOf(yaml);
	return front
		? { file, front, body: body ?? '' }
		: failed(file.path, 'invalid_front_matter', 'The YAML at the beginning cannot be read.');
}

function frontOf(yaml: string): Front | undefined {
	try {
		const front: unknown = parse(yaml) ?? {};
		return typeof front === 'object' && front !== null && !Array.isArray(front) ? { ...front } : undefined;
	} catch {
		return undefined;
	}
}

function externalIdOf({ file, front }: Page): string {
	return String(front['external_id'] ?? front['id'] ?? readName(file.path).externalId);
}

function pageItem(page: Page, { files, articles }: Site, options: ReadOptions): ReadItem {
	const { file, front } = page;
	const name = readName(file.path);
	const titled = front['title'] === undefined ? firstHeading(page.body) : { title: front['title'], body: page.body };
	const attached = z
		.array(z.object({ file: z.string() }))
		.catch([])
		.parse(front['attachments']);
	const { body, files: found } = references(
		titled.body,
		attached.map((each) => each.file),
		{ from: file.path, files, articles },
	);
	const collection = front['collection'] ?? undefined;
	const raw = {
		external_id: externalIdOf(page),
		lang: front['lang'] ?? front['language'] ?? name.lang ?? options.lang,
		title: String(titled.title ?? titleFromName(name.externalId)),
		body,
		questions: front['questions'] ?? undefined,
		// An article that says its name says its collection too, if it has one: its folder is only where it lies.
		collection: collection ?? (front['external_id'] === undefined ? name.collection : undefined),
		status: front['status'] ?? (front['draft'] === true ? 'draft' : undefined),
		slug: front['slug'] ?? undefined,
		checked_at: dateOf(front['checked_at']),
		attachments: front['attachments'] ?? undefined,
	};
	return (collection === undefined ? checkedInFolder : checked)(file.path, raw, found);
}

/** A heading of level one at the beginning is the title, not part of the text. */
function firstHeading(body: string): { title?: string; body: string } {
	const match =
		/^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(body) ?? /^\s*(\S.*)\r?\n=+[ \t]*(?:\r?\n|$)/.exec(body);
	if (!match?.[1]) return { body };
	return { title: match[1].replace(/[*_`]/g, ''), body: body.slice(match[0].length).replace(/^(?:[ \t]*\r?\n)+/, '') };
}

function dateOf(value: unknown): unknown {
	return value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? undefined);
}
