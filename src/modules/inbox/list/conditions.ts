import { type RawBuilder, sql } from 'kysely';
import type { Filter } from './filter.ts';
import type { Sort, View } from './views.ts';

type Sql = RawBuilder<unknown>;
/** Who looks, and when: `member` is null for a key, which has nothing of its own. */
export type Looker = { member: string | null; at: Date };

/** A broken promise is as urgent as one that is about to be. */
const SOON_MS = 30 * 60_000;

const TEAM = sql`c.status = 'open' and c.holder = 'team'`;
const AWAKE = sql`${TEAM} and c.snoozed_until is null`;

const VIEW: Record<View, (looker: Looker) => Sql> = {
	open: () => AWAKE,
	mine: ({ member }) => sql`${AWAKE} and c.assignee_id = ${member}::uuid`,
	unassigned: () => sql`${AWAKE} and c.assignee_id is null`,
	waiting: () => sql`${AWAKE} and c.waiting_since is not null`,
	breaching: ({ at }) =>
		sql`${AWAKE} and c.waiting_since is not null and exists (
			select from promises p where p.subject_type = 'conversation' and p.subject_id = c.id and p.kind in ('first_response', 'next_response')
				and (p.state = 'running' and p.due_at <= ${new Date(at.getTime() + SOON_MS)} or p.state = 'broken' and p.counted_from is not null))`,
	mentions: ({ member }) =>
		sql`${TEAM} and c.id in (
			select coalesce(g.into_id, m.conversation_id) from messages m left join conversation_merges g using (conversation_id)
			where m.parts ? 'mentions' and m.parts -> 'mentions' ? ${member}::text and m.withdrawn_at is null)`,
	snoozed: () => sql`${TEAM} and c.snoozed_until is not null`,
	assistant: () => sql`c.status = 'open' and c.holder = 'assistant'`,
	closed: () => sql`c.status = 'closed'`,
	all: () => sql`true`,
};

/** What was merged into another is read there. */
const NOT_MERGED = sql`not exists (select from conversation_merges g where g.conversation_id = c.id)`;

/** What a conversation `c` has to fulfil to be shown. */
export function conditionOf({ view = 'open', assignee, team, tag, lang, channel }: Filter, looker: Looker): Sql {
	const conditions = [
		VIEW[view](looker),
		NOT_MERGED,
		assignee && ofId(sql`c.assignee_id`, assignee),
		team && ofId(sql`c.team_id`, team),
		tag && sql`exists (select from conversation_tags t where t.conversation_id = c.id and t.tag_id = ${tag})`,
		lang && sql`c.lang = ${lang}`,
		channel && sql`c.channel = ${channel}`,
	].filter((condition) => typeof condition === 'object');
	return sql.join(conditions, sql` and `);
}

const ofId = (column: Sql, id: string) => (id === 'none' ? sql`${column} is null` : sql`${column} = ${id}`);

/** A list is read in parts, one after the other, each in the order of an index. */
export type Part = { join?: Sql; where: Sql; key: Sql; order: 'asc' | 'desc' };

const newest = (where: Sql): Part => ({ where, key: sql`c.last_message_at`, order: 'desc' });
const RUNNING = sql`p.subject_type = 'conversation' and p.state = 'running'`;

/** Who waits for nothing comes after those who do, the newest first. */
export const PARTS: Record<Sort, readonly Part[]> = {
	newest: [newest(sql`true`)],
	waiting_longest: [
		{ where: sql`c.waiting_since is not null`, key: sql`c.waiting_since`, order: 'asc' },
		newest(sql`c.waiting_since is null`),
	],
	due_first: [
		{
			join: sql`join (select p.subject_id, min(p.due_at) as at from promises p where ${RUNNING} group by 1) d on d.subject_id = c.id`,
			where: sql`true`,
			key: sql`d.at`,
			order: 'asc',
		},
		newest(sql`not exists (select from promises p where ${RUNNING} and p.subject_id = c.id)`),
	],
};
