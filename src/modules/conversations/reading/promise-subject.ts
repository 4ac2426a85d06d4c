import type { Db } from '#core/db.ts';
import '../tables.ts';

/** Whom a promise about a conversation concerns, and where they see it. */
export const conversationPromises = {
	assigneeOf: async (db: Db, id: string): Promise<string | undefined> => {
		const row = await db.selectFrom('conversations').select('assignee_id').where('id', '=', id).executeTakeFirst();
		return row?.assignee_id ?? undefined;
	},
	page: (id: string) => `/console/inbox/${id}`,
};
