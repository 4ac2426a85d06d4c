import type { Selectable } from 'kysely';
import type { Tables, Tx } from '#core/db.ts';
import '../../tables.ts';
import '../tables.ts';
import type { Refusal } from './act.ts';

export type LockedArticle = Selectable<Tables['articles']> & { trashed_at: Date | null };

/** Locks articles before anything that hangs on them, in the order of their ids, as every act and import does. */
export async function lockArticles(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedArticle>> {
	if (ids.length === 0) return new Map();
	const rows = await tx.selectFrom('articles').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute();
	// Only now: whoever held an article may have put it into the trash.
	const trashed = await tx
		.selectFrom('trashings')
		.select(['article_id', 'at'])
		.where('article_id', 'in', ids)
		.execute();
	const at = new Map(trashed.map((row) => [row.article_id, row.at]));
	return new Map(rows.map((row) => [row.id, { ...row, trashed_at: at.get(row.id) ?? null }]));
}

/** The articles with these external ids, as far as there are any, for who will write them one after the other. */
export async function lockNamed(tx: Tx, externalIds: readonly string[]): Promise<void> {
	if (externalIds.length === 0) return;
	const rows = tx.selectFrom('articles').select('id').where('external_id', 'in', externalIds);
	await rows.orderBy('id').forUpdate().execute();
}

/** The states of articles that are not in the trash. */
export function untrashed<State extends object>(
	articles: ReadonlyMap<string, LockedArticle>,
	stateOf: (article: LockedArticle) => State,
): Map<string, State | Refusal> {
	return new Map([...articles].map(([id, row]) => [id, row.trashed_at ? ('in_trash' as const) : stateOf(row)]));
}
