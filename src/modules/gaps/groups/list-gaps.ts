import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadQuestions } from '../policy.ts';
import { firstIdAt } from '#core/ids.ts';
import '../tables.ts';
import type { GapStatus } from '../tables.ts';

type Filter = {
	status?: GapStatus | undefined;
	lang?: string | undefined;
	/** The last gap of the page before. */
	after?: string | undefined;
	limit: number;
	at: Date;
};

/** Gaps with the most customers first, each with its most typical question and how often it was asked in each of the last four weeks. */
export async function listGaps(db: Db, actor: Actor, { status, lang, after, limit, at }: Filter) {
	authorise(canReadQuestions(actor), actor);
	let query = rows(db).where('g.questions', '>', 0);
	if (status) query = query.where('g.status', '=', status);
	if (lang) query = query.where('g.lang', '=', lang);
	if (after)
		query = query.where(
			sql<boolean>`(g.customers, g.last_at, g.id) < (select customers, last_at, id from gaps where id = ${after})`,
		);
	const gaps = await query
		.orderBy('g.customers', 'desc')
		.orderBy('g.last_at', 'desc')
		.orderBy('g.id', 'desc')
		.limit(limit)
		.execute();
	return withWeeks(db, gaps, at);
}

/** One gap with what was merged into it and what it was split from; one that was merged is read as what it was merged into. Throws `not_found`. */
export async function readGap(db: Db, actor: Actor, { id, at }: { id: string; at: Date }) {
	authorise(canReadQuestions(actor), actor);
	const found = await rows(db)
		.where('g.id', '=', (eb) => eb.selectFrom('gaps').select('root_id').where('gaps.id', '=', id))
		.executeTakeFirst();
	if (!found) throw problem('not_found');
	const [gap] = await withWeeks(db, [found], at);
	const merged = await named(db).where('g.merged_into', '=', found.id).orderBy('g.id').limit(50).execute();
	const origin = await named(db).where('g.id', '=', found.split_from).executeTakeFirst();
	return { ...gap!, merged, origin };
}

export type Gap = Awaited<ReturnType<typeof listGaps>>[number];

/** `question` is null where the words of all its questions were erased. */
const rows = (db: Db) => named(db).selectAll('g').whereRef('g.root_id', '=', 'g.id');

const named = (db: Db) =>
	db
		.selectFrom('gaps as g')
		.leftJoin('questions as q', 'q.id', 'g.typical_id')
		.select(['g.id', 'g.lang', 'q.text as question']);

export const WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;

/** `weeks`: how often it was asked, the last week last. */
async function withWeeks<G extends { id: string }>(
	db: Db,
	gaps: readonly G[],
	at: Date,
): Promise<(G & { weeks: number[] })[]> {
	if (gaps.length === 0) return [];
	const since = new Date(at.getTime() - WEEKS * WEEK_MS);
	const { rows: counts } = await sql<{ id: string; week: number; questions: number }>`
		select part.root_id as id, width_bucket(extract(epoch from member.at)::float8,
			${since.getTime() / 1000}::float8, ${at.getTime() / 1000}::float8, ${WEEKS}::int) as week, count(*) as questions
		from gaps part join gap_questions member on member.gap_id = part.id
		where part.root_id = any(${gaps.map(({ id }) => id)}::uuid[]) and member.question_id >= ${firstIdAt(since)}
		group by 1, 2`.execute(db);
	return gaps.map((gap) => {
		const weeks = Array.from({ length: WEEKS }, () => 0);
		for (const { id, week, questions } of counts)
			if (id === gap.id) weeks[Math.min(WEEKS, Math.max(1, week)) - 1]! += questions;
		return { ...gap, weeks };
	});
}
