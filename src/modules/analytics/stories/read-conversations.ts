import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import type { Range } from '../reading/range.ts';
import '../tables.ts';
import { ENDING, openedWithin } from './within.ts';

export type ConversationSums = {
	conversations: number;
	/** Answered by the assistant, given to nobody, and ended: by the customer's word or in silence. */
	contained: number;
	/** Of the contained, those that the customer said were solved. */
	contained_solved: number;
	/** Contained of all that ended, 0..1; none where none ended. */
	containment: number | null;
	handed: number;
	/** Handed over and not answered by a person yet. */
	waiting: number;
	/** From the hand-over to a person's first answer. */
	wait_median_minutes: number | null;
	wait_p90_minutes: number | null;
	/** From the first word to the end, of those that a person closed. */
	resolution_median_minutes: number | null;
	resolution_p90_minutes: number | null;
	returned: number;
	colleague: number;
	solved: number;
	unsolved: number;
	solved_by_people: number;
	unsolved_by_people: number;
};

type Asked = { range: Range; zone: string; now: Date };

/** What became of the conversations that began in the range. */
export async function readConversations(db: Db, actor: Actor, { range, zone, now }: Asked): Promise<ConversationSums> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<ConversationSums>`
		with told as (
			select *, ${ENDING(now)} as ending,
				extract(epoch from replied_at - handed_at) / 60 as wait,
				case when handed_at is not null then extract(epoch from closed_at - opened_at) / 60 end as span
			from stories where ${openedWithin(range, zone)}
		),
		ended as (
			select *, answers > 0 and handed_at is null and ending in ('solved', 'unsolved', 'silent') as is_contained from told
		)
		select count(*)::int as conversations,
			count(*) filter (where is_contained)::int as contained,
			count(*) filter (where is_contained and solved)::int as contained_solved,
			count(*) filter (where is_contained)::float8 / nullif(count(*) filter (where is_contained or handed_at is not null), 0) as containment,
			count(handed_at)::int as handed,
			count(*) filter (where ending = 'waiting')::int as waiting,
			percentile_cont(0.5) within group (order by wait) as wait_median_minutes,
			percentile_cont(0.9) within group (order by wait) as wait_p90_minutes,
			percentile_cont(0.5) within group (order by span) as resolution_median_minutes,
			percentile_cont(0.9) within group (order by span) as resolution_p90_minutes,
			count(*) filter (where returned)::int as returned,
			count(*) filter (where colleague)::int as colleague,
			count(*) filter (where solved)::int as solved,
			count(*) filter (where not solved)::int as unsolved,
			count(*) filter (where solved and replied_at is not null)::int as solved_by_people,
			count(*) filter (where not solved and replied_at is not null)::int as unsolved_by_people
		from ended`.execute(db);
	const [sums] = rows;
	if (!sums) throw new Error('a sum answers one row');
	return sums;
}
