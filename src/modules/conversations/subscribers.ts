import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Transact } from '#core/transaction.ts';
import { customerGrouped, customerMerged, mergeUndone, personOf } from '#modules/customers/index.ts';
import { memberRemoved } from '#modules/staff/index.ts';
import { lockConversation } from './lock.ts';
import { setAssignee } from './states/assign.ts';
import { retimeOpen } from './states/retime.ts';

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

/** Whoever is in other groups now, also by being one with somebody or two again, may be promised something else about what they wait for. */
export const retimeOnGroups = {
	how: 'act' as const,
	name: 'retime-on-groups',
	// Read when the app is put together: customers may be loaded last.
	get events() {
		return [customerGrouped, customerMerged, mergeUndone];
	},
	handle: async (parts: Parts, { subject_id, payload }: StoredEvent) => {
		const { db } = parts.database;
		const people = await personOf(db, subject_id);
		// Of a merge that was undone, the other one.
		const { from_id } = payload as { from_id?: string };
		if (from_id && !people.includes(from_id)) people.push(...(await personOf(db, from_id)));
		const theirs = await db.selectFrom('conversations').select('id').where('customer_id', 'in', people).execute();
		await retimeOpen(
			parts,
			theirs.map(({ id }) => id),
			'group',
		);
	},
};
