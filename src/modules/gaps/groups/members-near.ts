import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import '../tables.ts';
import { type Asked, type Counts, rarityOf } from './likeness.ts';

/** A question in a gap; `root_id` is the gap that counts after all merges. */
export type Member = Asked & { id: string; gap_id: string; root_id: string };

/** By its rarest words another question of its kind is found; the usual ones would find half of all. */
const RAREST = 6;
const MOST_BY_WORDS = 60;
const MOST_BY_ARTICLES = 40;

/** For each question the members of gaps that may be like it, newest first, by its id. */
export async function membersNear(
	tx: Tx,
	asked: readonly (Asked & { id: string })[],
	counts: Counts,
): Promise<Map<string, Member[]>> {
	const wanted = asked.map((one) => ({ id: one.id, features: rarest(one, counts), articles: one.articles }));
	const { rows } = await sql<Member & { for_id: string }>`
		select wanted.id as for_id, near.question_id as id, near.gap_id, g.root_id, near.features, near.articles, q.lang
		from json_to_recordset(${JSON.stringify(wanted)}) as wanted(id uuid, features integer[], articles uuid[])
		cross join lateral (
			(select * from gap_questions where features && wanted.features order by question_id desc limit ${MOST_BY_WORDS})
			union
			(select * from gap_questions where articles @> wanted.articles and wanted.articles <> '{}'
				order by question_id desc limit ${MOST_BY_ARTICLES})
		) near
		join gaps g on g.id = near.gap_id
		join questions q on q.id = near.question_id`.execute(tx);
	return Map.groupBy(rows, ({ for_id }) => for_id);
}

/** The same between two questions of one batch. */
export function sharesMuch(one: Asked, other: Asked, counts: Counts): boolean {
	const words = new Set(other.features);
	return (
		rarest(one, counts).some((feature) => words.has(feature)) ||
		(one.articles.length > 0 && one.articles.every((article) => other.articles.includes(article)))
	);
}

const rarest = ({ features }: Asked, counts: Counts): number[] =>
	features.toSorted((a, b) => rarityOf(counts, b) - rarityOf(counts, a)).slice(0, RAREST);
