import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import '../tables.ts';
import { dayOf } from './review.ts';

export type DueReview = { article_id: string; owner_id: string | null; review_by: string; title: string; lang: string };

const MOST = 2_000;

/**
 * Articles whose review date has come and of which nobody was told yet, in the language given where they have it, those of one owner together. From now on
 * they count as told, for that date: the caller writes to their owners in the same transaction.
 */
export async function takeDueReviews(tx: Tx, lang: string): Promise<DueReview[]> {
	const { rows } = await sql<DueReview>`
		with due as (
			select id, owner_id, review_by from articles a
			where review_by <= ${dayOf(now(tx))} and reminded_for is distinct from review_by
			and exists (select from translations t where t.article_id = a.id and t.status = 'published')
			order by id limit ${MOST} for update skip locked
		), told as (
			update articles a set reminded_for = due.review_by from due where a.id = due.id returning a.id
		)
		select due.id as article_id, due.owner_id, due.review_by, t.title, t.lang from due join told on told.id = due.id
		cross join lateral (
			select title, lang from translations where article_id = due.id and status = 'published'
			order by (lang = ${lang}) desc, created_at limit 1
		) t
		order by due.owner_id, due.review_by, t.title`.execute(tx);
	return rows;
}
