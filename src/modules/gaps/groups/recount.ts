import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import '../tables.ts';
import { featureCounts } from './count-features.ts';
import { type Asked, mostTypical } from './likeness.ts';

/** Counts gaps and whatever was merged into them anew, and finds their most typical question. Any gap may be named, also a merged one. */
export async function recount(tx: Tx, gapIds: readonly string[]): Promise<void> {
	if (gapIds.length === 0) return;
	const roots = await tx.selectFrom('gaps').select('root_id').distinct().where('id', 'in', gapIds).execute();
	const ids = roots.map(({ root_id }) => root_id);
	const typical = await typicalOf(tx, ids);
	// Nobody known may have been many or one: they count as one.
	await sql`
		update gaps set customers = counted.customers, questions = counted.questions, answered = counted.answered,
			last_at = coalesce(counted.last_at, gaps.last_at), typical_id = typical.question_id, lang = coalesce(typical.lang, gaps.lang)
		from (
			select root.id, count(member.question_id) as questions, count(member.answered_at) as answered, max(member.at) as last_at,
				count(distinct q.customer_id) + coalesce(bool_or(q.id is not null and q.customer_id is null), false)::int as customers
			from unnest(${ids}::uuid[]) as root(id)
			join gaps part on part.root_id = root.id
			left join gap_questions member on member.gap_id = part.id
			left join questions q on q.id = member.question_id
			group by root.id
		) counted
		left join json_to_recordset(${JSON.stringify(typical)}) as typical(root_id uuid, question_id uuid, lang text)
			on typical.root_id = counted.id
		where gaps.id = counted.id`.execute(tx);
}

/** Of a large group its newest speak for it. */
const LOOKED_AT = 60;

type Row = Asked & { root_id: string; question_id: string };

async function typicalOf(tx: Tx, roots: readonly string[]) {
	const { rows } = await sql<Row>`
		select root.id as root_id, newest.* from unnest(${[...roots]}::uuid[]) as root(id)
		cross join lateral (
			select member.question_id, member.features, member.articles, q.lang
			from gaps part join gap_questions member on member.gap_id = part.id join questions q on q.id = member.question_id
			where part.root_id = root.id and q.text <> ''
			order by member.question_id desc limit ${LOOKED_AT}
		) newest order by newest.question_id`.execute(tx);
	const counts = await featureCounts(tx, rows);
	return Array.from(
		Map.groupBy(rows, ({ root_id }) => root_id),
		([root_id, members]) => {
			const { question_id, lang } = mostTypical(members, counts)!;
			return { root_id, question_id, lang };
		},
	);
}
