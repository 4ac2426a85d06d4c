import type { Db } from '#core/db.ts';
import { articleCards } from '#modules/knowledge/index.ts';
import type { Change, Verdict } from './replay.ts';

/** The titles of all articles that come up, by id. */
export async function titlesOf(
	db: Db,
	lang: string,
	changes: readonly Change[],
	others: readonly Verdict[] = [],
): Promise<Record<string, string>> {
	const verdicts = [...others, ...changes.flatMap(({ before, after }) => [before, after])];
	const ids = new Set(verdicts.flatMap(({ article_id }) => article_id ?? []));
	const cards = await articleCards(db, [...ids], [lang]);
	return Object.fromEntries(cards.map(({ article_id, title }) => [article_id, title]));
}
