import type { Db } from '#core/db.ts';
import { ruledBy } from '../promised.ts';
import '../tables.ts';

/** Whom a promise about a conversation concerns, where they see it, and by what it is ruled. */
export const conversationPromises = {
	assigneeOf: async (db: Db, id: string): Promise<string | undefined> => {
		const row = await db.selectFrom('conversations').select('assignee_id').where('id', '=', id).executeTakeFirst();
		return row?.assignee_id ?? undefined;
	},
	page: (id: string) => `/console/inbox/${id}`,
	ruledBy: async (db: Db, id: string) => {
		const found = db.selectFrom('conversations').select(['id', 'customer_id']).where('id', '=', id);
		const conversation = await found.executeTakeFirst();
		return conversation && ruledBy(db, conversation);
	},
};
