import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { touch } from '#core/refresh.ts';
import { filesNamedIn } from './import-files.ts';
import { keepFacts } from './organise/facts/keep-facts.ts';
import { canWrite } from './policy.ts';
import { freeSlug, slugify } from './slug.ts';
import './tables.ts';
import { contentHash } from './text.ts';
import { KNOWLEDGE } from './topic.ts';
import { writeVersion } from './write-version.ts';

export type VersionRef = { article_id: string; lang: string; version: number };

/** `missing_files`: ids of what the old text shows and the translation has no more; they were let go when the text that showed them was replaced. */
export type Restored = { version: number; outcome: 'restored' | 'unchanged'; missing_files: string[] };

/**
 * Writes a new version with the title, text and questions of an old one. Address and status stay what they are, so a draft stays a draft, and so
 * does what waits as a draft over a published text. Throws `not_found`.
 */
export async function restoreVersion(
	tx: Tx,
	actor: Actor,
	{ article_id, lang, version }: VersionRef,
): Promise<Restored> {
	authorise(canWrite(actor), actor);
	const current = await tx
		.selectFrom('translations')
		.selectAll()
		.where('article_id', '=', article_id)
		.where('lang', '=', lang)
		.forUpdate()
		.executeTakeFirst();
	const old = current && (await versionRow(tx, current.id, version));
	if (!old) throw problem('not_found');
	const { title, body, questions } = old;
	const missing_files = await missing(tx, current.id, filesNamedIn(JSON.stringify(body)));
	if (version === current.version) return { version, outcome: 'unchanged', missing_files };
	const { id, status, checked_at } = current;
	// A working copy that was left behind may be in the history without either.
	if (status === 'published' && (!title.trim() || body.content.length === 0))
		throw problem('conflict', { detail: 'This version has no title or no text, and customers would read it.' });
	// What was only begun has no address yet.
	const slug = current.version === 0 ? await freeSlug(tx, slugify(title), lang, id) : current.slug;
	const text = { id, slug, title, body, questions, status };
	const content_hash = contentHash(text);
	const next = { ...text, content_hash, article_id, lang, source: 'staff' as const, checked_at };
	const written = await writeVersion(tx, actor, next, current);
	await keepFacts(tx, [id]);
	await touch(tx, KNOWLEDGE, [id]);
	return { version: written, outcome: 'restored', missing_files };
}

const versionRow = (tx: Tx, translationId: string, version: number) =>
	tx
		.selectFrom('translation_versions')
		.select(['title', 'body', 'questions'])
		.where('translation_id', '=', translationId)
		.where('version', '=', version)
		.executeTakeFirst();

async function missing(tx: Tx, translationId: string, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.selectFrom('files')
		.select('id')
		.where('owner_type', '=', 'translation')
		.where('owner_id', '=', translationId)
		.where('id', 'in', ids)
		.execute();
	const there = new Set(rows.map((row) => row.id));
	return ids.filter((id) => !there.has(id));
}
