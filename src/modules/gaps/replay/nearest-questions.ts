import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { firstIdAt } from '#core/ids.ts';
import { quoted } from '#core/text/lexemes.ts';
import '../tables.ts';
import type { Asked } from './replay.ts';

/** Questions of so long ago are looked through. */
const WEEKS = 8;
const WEEK_MS = 7 * 86_400_000;
/** Of those that share a word the newest are compared. */
const LOOKED_AT = 4_000;

/** The logged questions of the last weeks that share most with these terms, the rarer ones counting more. Each wording once. */
export async function nearestQuestions(
	db: Db,
	{ terms, at, limit }: { terms: readonly string[]; at: Date; limit: number },
): Promise<Asked[]> {
	if (terms.length === 0) return [];
	const query = terms.map(quoted).join(' | ');
	const since = firstIdAt(new Date(at.getTime() - WEEKS * WEEK_MS));
	const { rows } = await sql<Asked>`
		with near as materialized (
			select question_id, words from question_search
			where words @@ ${query}::tsquery and question_id >= ${since}
			order by question_id desc limit ${LOOKED_AT}
		), shared as (
			select question_id, term from near, unnest(${[...terms]}::text[]) as term where words @@ (quote_literal(term))::tsquery
		), rare as (
			select term, ln(1 + (select count(*) from near) / count(*)::float) as weight from shared group by term
		), best as (
			select question_id, sum(weight) as weight from shared join rare using (term) group by question_id
		), told as (
			select distinct on (q.text) q.id, q.text, q.lang, q.asked_lang, q.shown -> 0 ->> 'article_id' as shown_first,
				r.solved, given.article_id as belongs_to, best.weight
			from best join questions q on q.id = best.question_id
			left join ratings r on r.question_id = q.id and r.customer_id = q.customer_id
			left join question_articles given on given.question_id = q.id
			where q.text <> '' order by q.text, given.article_id nulls last, r.solved nulls last, q.id desc
		)
		select id, text, lang, asked_lang, shown_first, solved, belongs_to from told order by weight desc, id desc limit ${limit}`.execute(
		db,
	);
	return rows;
}
