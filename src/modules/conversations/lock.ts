import type { Selectable, Updateable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { tellAfter } from '#core/live.ts';
import { now } from '#core/transaction.ts';
import { canRead, canWrite } from './policy.ts';
import './tables.ts';
import { CONVERSATION } from './topic.ts';

export type Conversation = Selectable<Tables['conversations']>;

/**
 * The conversation, or the one it was merged into, locked: whatever is said in it comes one after the other. Somebody else's is as good as none:
 * `not_found`; one that may only be read: `forbidden`.
 */
export async function lockConversation(tx: Tx, actor: Actor, id: string): Promise<Conversation> {
	const found = await tx
		.selectFrom('conversations as c')
		.leftJoin('conversation_merges as m', 'm.conversation_id', 'c.id')
		.selectAll('c')
		.select('m.into_id')
		.where('c.id', '=', id)
		.forNoKeyUpdate('c')
		.executeTakeFirst();
	if (!found || !(canRead(actor, found) || canWrite(actor, found))) throw problem('not_found');
	if (!canWrite(actor, found)) throw problem('forbidden');
	const { into_id, ...conversation } = found;
	return into_id ? lockConversation(tx, actor, into_id) : conversation;
}

/** Writes what changed under the next version, and tells whoever looks on. Answers the version. */
export async function advance(
	tx: Tx,
	{ id }: { id: string },
	changes: Omit<Updateable<Tables['conversations']>, 'version' | 'updated_at'> = {},
): Promise<number> {
	const { version } = await tx
		.updateTable('conversations')
		.set((eb) => ({ ...changes, version: eb('version', '+', 1), updated_at: now(tx) }))
		.where('id', '=', id)
		.returning('version')
		.executeTakeFirstOrThrow();
	tellAfter(tx, CONVERSATION, id);
	return version;
}
