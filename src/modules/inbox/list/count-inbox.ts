import { type RawBuilder, sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInbox } from '../policy.ts';
import '../tables.ts';
import { conditionOf } from './conditions.ts';
import { lookerOf } from './list-inbox.ts';
import { type View, VIEWS } from './views.ts';

/** Counted no further: whoever has more than this looks at none of them by number. */
export const MOST_COUNTED = 1_000;

export type Counts = Record<View | 'for_me' | 'colleague_questions', number>;

/** How many there are in each view and how many wait for whoever looks or for nobody yet, at most `MOST_COUNTED`, and how many questions the assistant has for the team. */
export async function countInbox(db: Db, actor: Actor, at: Date): Promise<Counts> {
	authorise(canReadInbox(actor), actor);
	const looker = lookerOf(actor, at);
	const waiting = conditionOf({ view: 'waiting' }, looker);
	const columns = [
		...VIEWS.map((view) => counted(view, conditionOf({ view }, looker))),
		counted('for_me', sql`${waiting} and (c.assignee_id is null or c.assignee_id = ${looker.member}::uuid)`),
	];
	const { rows } = await sql<Counts>`
		select ${sql.join(columns)}, (select count(*)::int from colleague_questions where state = 'waiting') as colleague_questions`.execute(
		db,
	);
	const [counts] = rows;
	if (!counts) throw new Error('a query without a table answers one row');
	return counts;
}

const counted = (name: keyof Counts, condition: RawBuilder<unknown>) =>
	sql`(select count(*)::int from (select from conversations c where ${condition} limit ${MOST_COUNTED}) each) as ${sql.id(name)}`;
