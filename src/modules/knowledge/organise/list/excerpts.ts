import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { plainText } from '../../body/plain-text.ts';
import { excerptFor, wantedIn, type Wanted, wantedWords } from '../../excerpt-for.ts';
import { type Preference, rank } from '../../queries.ts';
import '../../tables.ts';

export type Excerpt = { lang: string; title: string; excerpt: string };
type Sought = { q?: string | undefined; query: string; lang?: string | undefined; prefer: Preference };

/** Of each article about two lines around the words that were sought: of a language in whose title they stand, else of the one preferred that has them. */
export async function excerptsOf(
	db: Db,
	articles: readonly string[],
	{ q = '', query, lang, prefer }: Sought,
): Promise<Map<string, Excerpt>> {
	if (articles.length === 0) return new Map();
	const rows = await db
		.selectFrom('translations as t')
		.innerJoin('translation_facts as f', 'f.translation_id', 't.id')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.distinctOn('t.article_id')
		.select(['t.article_id', 't.lang', 't.title', 't.body', 'd.title as draft_title', 'd.body as draft_body'])
		.where('t.article_id', 'in', articles)
		.$if(lang !== undefined, (some) => some.where('t.lang', '=', lang ?? ''))
		.orderBy('t.article_id')
		// As an order and not as a condition, for which the planner would go and find all in the base that meet it.
		.orderBy(sql`f.title_terms @@ ${query}::tsquery`, 'desc')
		.orderBy(sql`f.terms @@ ${query}::tsquery`, 'desc')
		.orderBy(rank('t.lang', prefer))
		.execute();
	const wanted = wantedWords(q);
	return new Map(
		rows.map(({ article_id, draft_title, draft_body, ...row }) => {
			const text = textWith(
				wanted,
				[draft_body, row.body].flatMap((body) => (body ? [plainText(body)] : [])),
			);
			return [article_id, { lang: row.lang, title: draft_title ?? row.title, excerpt: excerptFor(text, wanted) }];
		}),
	);
}

/** The working copy's, unless the words stand only in what it is to replace. */
const textWith = (wanted: Wanted, texts: readonly string[]) =>
	texts.find((text) => wantedIn(text, wanted) > 0) ?? texts[0] ?? '';
