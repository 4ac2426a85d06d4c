import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Transact } from '#core/transaction.ts';
import { customerGrouped, customerMerged, mergeUndone, personOf } from '#modules/customers/index.ts';
import { memberRemoved } from '#modules/staff/index.ts';
import { lockConversation } from './lock.ts';
import { setAssignee } from './states/assign.ts';
import { retime } from './states/retime.ts';

type Parts = { database: { db: Db }; transact: Transact };

/** What somebody who left the team looked after is nobody's again, so that others see it. */
export const freeConversations = {
	how: 'act' as const,
	name: 'free-conversations',
	events: [memberRemoved],
	handle: async ({ database: { db }, transact }: Parts, event: StoredEvent) => {
		const theirs = await db
			.selectFrom('conversations')
			.select('id')
			.where('assignee_id', '=', event.subject_id)
			.where('status', '=', 'open')
			.execute();
		for (const { id } of theirs)
			await transact(async (tx) => {
				const conversation = await lockConversation(tx, SYSTEM, id);
				if (conversation.assignee_id === event.subject_id) await setAssignee(tx, SYSTEM, conversation, null, 'by_rule');
			});
	},
};

/** Whoever is in other groups now, also by being one with somebody else or no longer, may be promised something else about what they wait for. */
export const retimeOnGroups = {
	how: 'act' as const,
	name: 'retime-on-groups',
	// Read when the app is put together: customers may be loaded last.
	get events() {
		return [customerGrouped, customerMerged, mergeUndone];
	},
	handle: async ({ database: { db }, transact }: Parts, event: StoredEvent) => {
		const { from_id: other } = event.payload as { from_id?: string };
		const people = [...(await personOf(db, event.subject_id)), ...(other ? await personOf(db, other) : [])];
		const theirs = await db
			.selectFrom('conversations')
			.select('id')
			.where('customer_id', 'in', people)
			.where('status', '=', 'open')
			.execute();
		for (const { id } of theirs)
			await transact(async (tx) => retime(tx, SYSTEM, await lockConversation(tx, SYSTEM, id), 'group'));
	},
};
