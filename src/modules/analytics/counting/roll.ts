import { sql } from 'kysely';
import type { RollSubscriber } from '#core/events/subscribe.ts';
import { COUNTED, countFacts } from './count-facts.ts';
import { zoneOf } from './zone-of.ts';

/** Counts what happened, a batch at a time, by day. */
export const countByDay: RollSubscriber = {
	how: 'roll',
	name: 'daily_counts',
	events: COUNTED as RollSubscriber['events'],
	roll: async (tx, events) =>
		countFacts(tx, {
			facts: sql`select * from json_populate_recordset(null::events, ${JSON.stringify(events)})`,
			zone: await zoneOf(tx),
		}),
};
