import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import type { Storage } from '#core/files/storage.ts';
import { storeFile } from '#core/files/store-file.ts';
import type { Transact } from '#core/transaction.ts';
import { fromMarkdown } from './body/from-markdown.ts';
import { mapAddresses } from './body/map-addresses.ts';
import { toMarkdown } from './body/to-markdown.ts';
import type { ArticleInput } from './formats/article-input.ts';
import type { ReferencedFile } from './formats/read-item.ts';
import { fragmentOf } from './formats/source-files.ts';
import type { ArticleWrite } from './put-article.ts';

export type FileStore = { db: Db; storage: Storage; transact: Transact };

/** A file of ours, by its id and the name that it was given. */
type Kept = { id: string; name: string };

/** Files kept already for the items that are being brought together: what translations of an article share is stored once. */
export type KeptFiles = Map<string, Kept>;

/** Keeps the files that came with an article and lets its text name them by their new addresses. A dry run makes the same text and keeps none. */
export async function withFiles(
	store: FileStore,
	actor: Actor,
	item: ArticleInput,
	files: readonly ReferencedFile[],
	{ kept, dryRun }: { kept: KeptFiles; dryRun: boolean },
): Promise<ArticleWrite> {
	if (files.length === 0) return articleWrite(item);
	const known = await knownFiles(store.db, item);
	const addresses = new Map<string, string>();
	for (const file of files) {
		const content = await file.read();
		const digest = createHash('sha256').update(content).digest('hex');
		const key = JSON.stringify([item.external_id, digest, file.name]);
		const { id, name } =
			known.get(digest) ??
			kept.get(key) ??
			(dryRun ? { id: newId(), name: file.name } : await keep(store, actor, file, content));
		if (!known.has(digest)) kept.set(key, { id, name });
		addresses.set(file.address, `${fileAddress(id, name)}${fragmentOf(file.address)}`);
	}
	const moved = (address: string) => addresses.get(address) ?? address;
	const body = toMarkdown(mapAddresses(fromMarkdown(item.body), moved));
	const attachments = item.attachments?.map((attachment) => ({ ...attachment, file: moved(attachment.file) }));
	const write = articleWrite({ ...item, body, attachments });
	return dryRun ? without(write, new Set([...kept.values()].map(({ id }) => id))) : write;
}

/** Its text names files that there are not, so they cannot become its own. */
const without = ({ files, attachments, ...write }: ArticleWrite, ids: ReadonlySet<string>): ArticleWrite => ({
	...write,
	files: files?.filter((id) => !ids.has(id)),
	attachments: attachments?.filter(({ file_id }) => !ids.has(file_id)),
});

/** What the domain writes: the files that text and downloads name by `/files/<id>` become the translation's own. */
export function articleWrite({ attachments, ...item }: ArticleInput): ArticleWrite {
	const downloads = attachments?.flatMap(({ file, title, edition = '' }) => {
		const file_id = fileIdOf(file);
		return file_id ? [{ file_id, title, edition }] : [];
	});
	return {
		...item,
		files: [...new Set([...filesNamedIn(item.body), ...(downloads ?? []).map(({ file_id }) => file_id)])],
		attachments: downloads,
	};
}

const ADDRESS = String.raw`/files/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`;
const FILE = new RegExp(String.raw`^${ADDRESS}(?:/|$)`);
const FILES = new RegExp(ADDRESS, 'g');

/** The id of a file of ours by its address; nothing for any other address. */
export const fileIdOf = (address: string): string | undefined => FILE.exec(address)?.[1];

/** Ids of the files that a text shows or links to. */
export const filesNamedIn = (text: string): string[] =>
	text.includes('/files/') ? [...new Set([...text.matchAll(FILES)].map(([, id]) => id ?? ''))] : [];

/** Path under which a file is read; the name is only for people. */
export const fileAddress = (id: string, name: string) => `/files/${id}/${encodeURIComponent(name)}`;

/** Files the article has already, by digest, the translation's own first: importing again must not store them again. */
async function knownFiles(db: Db, { external_id, lang }: ArticleInput): Promise<KeptFiles> {
	const rows = await db
		.selectFrom('files as f')
		.innerJoin('translations as t', 't.id', 'f.owner_id')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(['f.id', 'f.name', 'f.sha256', 'f.came_sha256'])
		.where('f.owner_type', '=', 'translation')
		.where('a.external_id', '=', external_id)
		.orderBy((eb) => eb('t.lang', '=', lang))
		.orderBy('f.id')
		.execute();
	return new Map(
		rows.flatMap(({ sha256, came_sha256, ...file }) =>
			[sha256, came_sha256 ?? sha256].map((digest) => [digest, file] as const),
		),
	);
}

const keep = (store: FileStore, actor: Actor, file: ReferencedFile, content: Buffer): Promise<Kept> =>
	storeFile(store, actor, { name: file.name, source: Readable.from([content]) });
