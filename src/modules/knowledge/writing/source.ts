import type { Actor } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Doc } from '../body/types.ts';
import '../tables.ts';
import { draftRow, keepDraft } from './keep-draft.ts';
import { lockTranslation } from './lock-translation.ts';
import { openDraft } from './read-copy.ts';

/** The translation from which the others are made, in the text that counts: its newest version, its working copy while it has no version. */
export type Source = { id: string; lang: string; version: number; title: string; body: Doc };

/** Of the language of the site where the article has it, else the oldest. */
export async function sourceOf(db: Db, articleId: string, siteLang: string): Promise<Source | undefined> {
	const row = await db
		.selectFrom('translations')
		.select(['id', 'lang', 'version', 'title', 'body'])
		.where('article_id', '=', articleId)
		.orderBy((eb) => eb('lang', '=', siteLang), 'desc')
		.orderBy('created_at')
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	if (!row || row.version > 0) return row;
	const draft = await openDraft(db, row.id);
	return draft ? { ...row, title: draft.title, body: draft.body } : row;
}

/** The version in which the source's text stands in the history: of a source that has none yet the working copy is kept as one. */
export async function versionOfSource(tx: Tx, actor: Actor, articleId: string, source: Source): Promise<number> {
	if (source.version > 0) return source.version;
	const translation = await lockTranslation(tx, { article_id: articleId, lang: source.lang });
	const draft = await draftRow(tx, source.id);
	const newest = await tx
		.selectFrom('translation_versions')
		.select(['version', 'body'])
		.where('translation_id', '=', source.id)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!draft || (newest && JSON.stringify(newest.body) === JSON.stringify(draft.body))) return newest?.version ?? 0;
	return keepDraft(tx, actor, translation, draft);
}

/** The text of the source in some of its versions. */
export async function bodiesOf(db: Db, sourceId: string, versions: readonly number[]): Promise<Map<number, Doc>> {
	if (versions.length === 0) return new Map();
	const rows = await db
		.selectFrom('translation_versions')
		.select(['version', 'body'])
		.where('translation_id', '=', sourceId)
		.where('version', 'in', versions)
		.execute();
	return new Map(rows.map(({ version, body }) => [version, body]));
}
