import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../../policy.ts';
import '../tables.ts';

type Side = { article_id: string; translation_id: string; title: string; part: string };
export type Duplicate = {
	/** Alike by so much, 0 to 1: their most similar parts. */
	similarity: number;
	lang: string;
	sides: [Side, Side];
	/** What they share, in the words of one: of each pair of parts its beginning, the most similar first. */
	shared: { parts: [string, string]; similarity: number; text: string }[];
};

/** Articles that say the same, the most similar first; texts in the archive and the trash are left out. */
export async function duplicates(
	db: Db,
	actor: Actor,
	{
		after,
		limit,
		lang,
	}: { after?: { similarity: number; key: string } | undefined; limit: number; lang?: string | undefined },
): Promise<(Duplicate & { key: string })[]> {
	authorise(canReadDrafts(actor), actor);
	const { rows } = await sql<Duplicate & { key: string }>`
		with pair as (
			select first_id, second_id, max(similarity) as similarity, first_id || ':' || second_id as key,
				json_agg(json_build_object('parts', json_build_array(first_part, second_part), 'similarity', w.similarity, 'text', shared)
					order by w.similarity desc, first_part, second_part) as shared
			from translation_twins w group by first_id, second_id
		)
		select p.key, p.similarity, p.shared, a.lang,
			json_build_array(${side('a', 0)}, ${side('b', 1)}) as sides
		from pair p join translations a on a.id = p.first_id join translations b on b.id = p.second_id
		where a.status <> 'archived' and b.status <> 'archived'
			${lang === undefined ? sql`` : sql`and a.lang = ${lang}`}
			${after ? sql`and (-p.similarity, p.key) > (-${after.similarity}::real, ${after.key})` : sql``}
		order by -p.similarity, p.key limit ${limit}`.execute(db);
	return rows;
}

const side = (row: 'a' | 'b', which: 0 | 1) => sql`json_build_object(
	'article_id', ${sql.ref(`${row}.article_id`)}, 'translation_id', ${sql.ref(`${row}.id`)}, 'title', ${sql.ref(`${row}.title`)},
	'part', p.shared -> 0 -> 'parts' -> ${sql.lit(which)})`;
