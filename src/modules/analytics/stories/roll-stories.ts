import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { RollSubscriber } from '#core/events/subscribe.ts';
import type { Story } from '../tables.ts';
import { tell, TOLD } from './tell.ts';

/** Tells the stories of conversations, and counts when people write, a batch of facts at a time. */
export const tellStories: RollSubscriber = {
	how: 'roll',
	name: 'stories',
	events: TOLD as RollSubscriber['events'],
	roll: async (tx, events) => {
		await addLoad(tx, events);
		await addChapters(tx, events);
	},
};

export async function addChapters(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
	if (events.length === 0) return;
	const ids = [...new Set(events.map(({ subject_id }) => subject_id))];
	const rows = await tx.selectFrom('stories').selectAll().where('conversation_id', 'in', ids).execute();
	const stories = new Map<string, Story>(rows.map((row) => [row.conversation_id, row]));
	for (const event of events.toSorted((a, b) => a.seq - b.seq))
		stories.set(event.subject_id, tell(stories.get(event.subject_id), event));
	// In one order, so that nobody who recounts at the same time waits crosswise.
	const told = JSON.stringify(
		[...stories.values()].toSorted((a, b) => (a.conversation_id < b.conversation_id ? -1 : 1)),
	);
	await sql`delete from stories where conversation_id = any(${ids}::uuid[])`.execute(tx);
	await sql`insert into stories select * from json_populate_recordset(null::stories, ${told})`.execute(tx);
}

/** What counts is when customers write, and when they are handed over. */
export async function addLoad(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
	const facts = events.flatMap(({ name, at, lang, channel, payload }) => {
		const wrote =
			name === 'conversation.message_written' && payload.author === 'customer' && payload.kind === 'message';
		const handed = name === 'conversation.handed_over';
		if (!wrote && !handed) return [];
		return [{ at, lang: lang ?? '', channel: channel ?? '', messages: wrote ? 1 : 0, handed: handed ? 1 : 0 }];
	});
	if (facts.length === 0) return;
	await sql`
		insert into quarterly_load (at, lang, channel, messages, handed)
		select date_bin('15 minutes', at, 'epoch'), lang, channel, sum(messages), sum(handed)
		from json_populate_recordset(null::quarterly_load, ${JSON.stringify(facts)}) group by 1, 2, 3 order by 1, 2, 3
		on conflict (at, lang, channel) do update set
			messages = quarterly_load.messages + excluded.messages, handed = quarterly_load.handed + excluded.handed`.execute(tx);
}
