import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import type { Range } from '../reading/range.ts';
import '../tables.ts';
import { openedWithin } from './within.ts';

const MOST = 10;

export type Handovers = {
	/** Why, the most frequent first. */
	reasons: { reason: string; count: number }[];
	/** After which article; missing title: it is gone. */
	articles: { article_id: string; title: string | null; lang: string | null; count: number; unsolved: number }[];
	/** What customers said was wrong. */
	complaints: { reason: string; count: number }[];
};

type Asked = { range: Range; zone: string; lang: string };

/** Why and from where customers switched to people, and what they found wanting. */
export async function readHandovers(db: Db, actor: Actor, { range, zone, lang }: Asked): Promise<Handovers> {
	authorise(canReadInsights(actor), actor);
	const mine = openedWithin(range, zone);
	const [reasons, articles, complaints] = await Promise.all([
		sql<Handovers['reasons'][number]>`
			select reason, count(*)::int as count from stories where ${mine} and handed_at is not null
			group by reason order by 2 desc, 1`.execute(db),
		sql<Handovers['articles'][number]>`
			with after as (
				select article_id, count(*)::int as count, count(*) filter (where not solved)::int as unsolved
				from stories where ${mine} and handed_at is not null and article_id is not null
				group by 1 order by 2 desc, 1 limit ${MOST}
			)
			select after.*, t.title, t.lang from after left join lateral (
				select title, lang from translations where article_id = after.article_id
				order by lang = ${range.lang ?? lang} desc, lang = ${lang} desc, status = 'published' desc, lang limit 1
			) t on true order by count desc, article_id`.execute(db),
		sql<Handovers['complaints'][number]>`
			select unnest(reasons) as reason, count(*)::int as count from stories where ${mine} group by 1 order by 2 desc, 1`.execute(
			db,
		),
	]);
	return { reasons: reasons.rows, articles: articles.rows, complaints: complaints.rows };
}
