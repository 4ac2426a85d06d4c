import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { toMarkdown } from './body/to-markdown.ts';
import { canReadDrafts } from './policy.ts';
import type { VersionRef } from './restore-version.ts';
import './tables.ts';

const columns = [
	'v.version',
	'v.status',
	'v.slug',
	'v.title',
	'v.source',
	'v.actor',
	'v.is_working_copy',
	'v.at',
] as const;

const versionsOf = (db: Db, { article_id, lang }: Omit<VersionRef, 'version'>) =>
	db
		.selectFrom('translation_versions as v')
		.innerJoin('translations as t', 't.id', 'v.translation_id')
		.where('t.article_id', '=', article_id)
		.where('t.lang', '=', lang);

/** The history of one translation, newest first; `before` is a version. An article that has no such translation throws `not_found`. */
export async function listVersions(
	db: Db,
	actor: Actor,
	{ before, limit, ...translation }: Omit<VersionRef, 'version'> & { before?: number | undefined; limit: number },
) {
	authorise(canReadDrafts(actor), actor);
	const rows = await versionsOf(db, translation)
		.select(columns)
		.$if(before !== undefined, (query) => query.where('v.version', '<', before ?? 0))
		.orderBy('v.version', 'desc')
		.limit(limit)
		.execute();
	if (rows.length === 0) await requireTranslation(db, translation);
	return rows;
}

/** One that was never published nor imported has no history yet. */
async function requireTranslation(db: Db, { article_id, lang }: Omit<VersionRef, 'version'>): Promise<void> {
	const known = db.selectFrom('translations').select('id').where('article_id', '=', article_id);
	if (!(await known.where('lang', '=', lang).executeTakeFirst())) throw problem('not_found');
}

/** One version with its text as Markdown. */
export async function getVersion(db: Db, actor: Actor, wanted: VersionRef) {
	const row = await readVersion(db, actor, wanted);
	return { ...row, body: toMarkdown(row.body) };
}

/** One version with its text as a document. */
export async function readVersion(db: Db, actor: Actor, { version, ...translation }: VersionRef) {
	authorise(canReadDrafts(actor), actor);
	const row = await versionsOf(db, translation)
		.select([...columns, 'v.body', 'v.questions'])
		.where('v.version', '=', version)
		.executeTakeFirst();
	if (!row) throw problem('not_found');
	return row;
}
