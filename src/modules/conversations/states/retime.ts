import { sql } from 'kysely';
import { type Actor, SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Transact } from '#core/transaction.ts';
import { retimePromises, type Why } from '#modules/promises/index.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { occasionOf } from '../promised.ts';

/** Another rule may fit a conversation that the caller has locked: the customer is told of each promise whose time changed by that. */
export async function retime(tx: Tx, actor: Actor, conversation: Conversation, why: Why): Promise<void> {
	const retimed = await retimePromises(tx, actor, await occasionOf(tx, conversation), why);
	for (const { kind, state, due_at } of retimed) {
		// While it stands still nobody knows when it is due: they hear of that when it goes on.
		if (state !== 'running') continue;
		const code = kind === 'resolution' ? 'solution_moved' : 'answer_moved';
		const notice = { code, reason: why, until: due_at.toISOString() } as const;
		await writeMessage(tx, actor, conversation, { author: 'system', kind: 'notice', text: '', parts: { notice } });
	}
}

type Parts = { database: { db: Db }; transact: Transact };

/** The same for those of them that are open, each by itself, so that nobody who writes meanwhile waits for all. */
export async function retimeOpen({ database, transact }: Parts, ids: readonly string[], why: Why): Promise<void> {
	const open = await database.db
		.selectFrom('conversations')
		.select('id')
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where('status', '=', 'open')
		.execute();
	for (const { id } of open)
		await transact(async (tx) => retime(tx, SYSTEM, await lockConversation(tx, SYSTEM, id), why));
}
