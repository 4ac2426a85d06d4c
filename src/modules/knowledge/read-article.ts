import type { Actor } from '#core/access.ts';
import { authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { toMarkdown } from './body/to-markdown.ts';
import { isKept } from './organise/is-kept.ts';
import { canRead, canReadDrafts } from './policy.ts';
import type { Status } from './tables.ts';

const columns = [
	't.id',
	't.article_id',
	'a.external_id',
	't.lang',
	't.slug',
	't.title',
	't.status',
	't.version',
	't.updated_at',
] as const;

/** All translations in all states, newest first, for the team; without those in the trash. */
export async function listArticles(
	db: Db,
	actor: Actor,
	{
		before,
		limit,
		status,
		lang,
	}: { before?: string | undefined; limit: number; status?: Status | undefined; lang?: string | undefined },
) {
	authorise(canReadDrafts(actor), actor);
	let query = db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(columns)
		.where(isKept)
		.orderBy('t.id', 'desc')
		.limit(limit);
	if (before) query = query.where('t.id', '<', before);
	if (status) query = query.where('t.status', '=', status);
	if (lang) query = query.where('t.lang', '=', lang);
	return query.execute();
}

/** One translation with its text as Markdown. What is not published does not exist for outsiders. */
export async function getArticle(db: Db, actor: Actor, id: string) {
	const row = await db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.leftJoin('collections as c', 'c.id', 'a.collection_id')
		.select([...columns, 't.body', 't.questions', 'c.external_id as collection'])
		.where('t.id', '=', id)
		.executeTakeFirst();
	if (!row || !canRead(actor, row)) throw problem('not_found');
	return { ...row, body: toMarkdown(row.body) };
}
