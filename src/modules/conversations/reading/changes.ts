import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { promisesOf, type Standing } from '#modules/promises/index.ts';
import { subjectOfPromise } from '../promised.ts';
import { type MessageRow, messageRows } from './rows.ts';

/** More than this at once is read anew rather than caught up with. */
const MOST = 500;

export type State = NonNullable<Awaited<ReturnType<typeof stateOf>>>;
export type Changes = {
	/** How it stands now; its `version` is how far this brings whoever knew `since`. */
	state: State;
	/** What is promised to the customer. */
	promises: Standing[];
	/** As they are now, notes and superseded ones among them. */
	messages: MessageRow[];
	/** Too much was missed, or the conversation is younger than what is known of it, as after a restore: read it anew. */
	reset: boolean;
};

/** What changed in a conversation after a version, or only how it stands. Checked by the caller; nothing when it is gone. */
export async function changesSince(
	db: Db,
	id: string,
	since: number | undefined,
	at: Date,
): Promise<Changes | undefined> {
	const state = await stateOf(db, id);
	if (!state) return undefined;
	const promises = await promisesOf(db, subjectOfPromise(id), at);
	if (since === undefined || since === state.version) return { state, promises, messages: [], reset: false };
	// Messages of several conversations have no common numbering.
	if (since > state.version || state.is_merged) return { state, promises, messages: [], reset: true };
	const messages = await messageRows(db)
		.where('m.conversation_id', '=', id)
		.where('m.version', '>', since)
		// What was said after the state was read comes with the next: nothing is told twice.
		.where('m.version', '<=', state.version)
		.orderBy('m.id')
		.limit(MOST)
		.execute();
	return { state, promises, messages, reset: messages.length === MOST };
}

async function stateOf(db: Db, id: string) {
	return db
		.selectFrom('conversations as c')
		.leftJoin('members', 'members.id', 'c.assignee_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('handoffs')
					.select(['id', 'state', 'reason', 'packet', 'created_at', 'taken_at', 'taken_by'])
					.whereRef('conversation_id', '=', 'c.id')
					.orderBy('created_at', 'desc')
					.limit(1)
					.as('h'),
			(join) => join.onTrue(),
		)
		.select([
			'c.id',
			'c.version',
			'c.customer_id',
			'c.status',
			'c.holder',
			'c.assignee_id',
			'members.name as assignee_name',
			'c.waiting_since',
			'c.snoozed_until',
			'c.customer_got_id',
			'c.customer_read_id',
			'c.team_read_id',
			'h.id as handoff_id',
			'h.state as handoff_state',
			'h.reason as handoff_reason',
			'h.packet as handoff_packet',
		])
		.select(
			sql<boolean>`exists (select from conversation_merges where c.id in (into_id, conversation_id))`.as('is_merged'),
		)
		.where('c.id', '=', id)
		.executeTakeFirst();
}
