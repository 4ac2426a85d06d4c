import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import type { Range } from '../reading/range.ts';
import '../tables.ts';
import { type Ending, ENDING, openedWithin } from './within.ts';

/** A way from the first word to the end, and how many took it. */
export type Path = {
	begun: 'assistant' | 'person';
	/** How the assistant's first answer came out; none where it gave none. */
	outcome: string | null;
	/** Why it came to a person; none where it stayed with the assistant. */
	reason: string | null;
	ending: Ending;
	count: number;
};

/** The ways that conversations of the range took, the most frequent first. */
export async function readPaths(
	db: Db,
	actor: Actor,
	{ range, zone, now }: { range: Range; zone: string; now: Date },
): Promise<Path[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<Path>`
		select begun, outcome, reason, ${ENDING(now)} as ending, count(*)::int as count
		from stories where ${openedWithin(range, zone)} group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4`.execute(db);
	return rows;
}
