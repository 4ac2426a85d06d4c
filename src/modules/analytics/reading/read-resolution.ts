import { CompiledQuery, sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { JUDGE_DAY, SUM_MATTERS } from '../matters/judge.ts';
import { canReadInsights } from '../policy.ts';
import type { Verdict } from '../tables.ts';
import { filled, type Range, within } from './range.ts';

export type MatterSums = Record<Verdict, number> & {
	/** Judged days on which a matter ended; the last seven and today are never judged. */
	days: number;
	matters: number;
	confirmed: number;
	handed_confirmed: number;
	/** 0..1; none without any matter. */
	net_resolution: number | null;
};

/** A query with what stands for `$1`, `$2`…: what is shown is what runs. */
export type ShownQuery = { text: string; values: (string | null)[] };

export type Resolution = MatterSums & { sum: ShownQuery; judge: ShownQuery };

/** Net resolution over the judged days of a range, and the very queries that made it. */
export async function readResolution(
	db: Db,
	actor: Actor,
	{ range, zone }: { range: Range; zone: string },
): Promise<Resolution> {
	authorise(canReadInsights(actor), actor);
	const { from, to, lang = null, channel = null } = range;
	const values = [from, to, lang, channel];
	const { rows } = await db.executeQuery<MatterSums>(CompiledQuery.raw(SUM_MATTERS, values));
	const [sums] = rows;
	if (!sums) throw new Error('a sum answers one row');
	return { ...sums, sum: { text: SUM_MATTERS, values }, judge: { text: JUDGE_DAY, values: [to, zone] } };
}

export type MatterDay = Record<Verdict, number> & { day: string };

export async function mattersByDay(db: Db, actor: Actor, range: Range): Promise<MatterDay[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<MatterDay>`
		select day, sum(net)::int as net, sum(came_back)::int as came_back, sum(handed)::int as handed, sum(unsolved)::int as unsolved,
			sum(silent)::int as silent, sum(left_open)::int as left_open
		from daily_matters where ${within(range)} group by day`.execute(db);
	return filled(range, rows, { net: 0, came_back: 0, handed: 0, unsolved: 0, silent: 0, left_open: 0 });
}
