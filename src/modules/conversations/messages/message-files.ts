import type { FilePolicy } from '#core/files/find-file.ts';
import { canRead, canReadNotes } from '../policy.ts';
import '../tables.ts';

/** What hangs on a message is for whoever may read it. */
export const messageFiles: FilePolicy = async (db, actor, { owner_id }) => {
	const row = await db
		.selectFrom('messages as m')
		.innerJoin('conversations as c', 'c.id', 'm.conversation_id')
		.select(['m.kind', 'c.id', 'c.customer_id'])
		.where('m.id', '=', owner_id)
		.where('m.withdrawn_at', 'is', null)
		.executeTakeFirst();
	if (!row || !canRead(actor, row)) return 'no';
	return row.kind === 'note' && !canReadNotes(actor) ? 'no' : 'private';
};
