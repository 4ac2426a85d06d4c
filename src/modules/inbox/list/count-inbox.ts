import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInbox } from '../policy.ts';
import '../tables.ts';
import { conditionOf } from './conditions.ts';
import { lookerOf } from './list-inbox.ts';
import { type View, VIEWS } from './filter.ts';

/** Counted no further: whoever has more than this looks at none of them by number. */
export const MOST_COUNTED = 1_000;

export type Counts = Record<View | 'colleague_questions', number>;

/** How many there are in each view, at most `MOST_COUNTED`, and how many questions the assistant has for the team. */
export async function countInbox(db: Db, actor: Actor, at: Date): Promise<Counts> {
	authorise(canReadInbox(actor), actor);
	const looker = lookerOf(actor, at);
	const columns = VIEWS.map(
		(view) =>
			sql`(select count(*)::int from (select from conversations c where ${conditionOf({ view }, looker)} limit ${MOST_COUNTED}) each) as ${sql.id(view)}`,
	);
	const { rows } = await sql<Counts>`
		select ${sql.join(columns)}, (select count(*)::int from colleague_questions where state = 'waiting') as colleague_questions`.execute(
		db,
	);
	const [counts] = rows;
	if (!counts) throw new Error('a query without a table answers one row');
	return counts;
}
