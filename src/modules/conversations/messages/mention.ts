import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { tellAfter } from '#core/live.ts';
import { mentioned } from '../events.ts';
import type { Conversation } from '../lock.ts';
import '../tables.ts';
import { MENTIONED, type Mentioned } from '../topic.ts';

/** Names colleagues in a note: whoever is on the team, and not whoever writes it. */
export async function mention(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ message, members }: { message: string; members: readonly string[] },
): Promise<void> {
	const told: Mentioned = { members, message_id: message };
	tellAfter(tx, MENTIONED, conversation.id, told);
	const rows = await tx
		.insertInto('mentions')
		.columns(['message_id', 'member_id'])
		.expression((eb) =>
			eb
				.selectFrom('members')
				.select([sql<string>`${message}::uuid`.as('message_id'), 'id'])
				.where('id', 'in', members)
				.where('id', '<>', actor.id)
				.where('removed_at', 'is', null),
		)
		.returning('member_id')
		.execute();
	if (rows.length === 0) return;
	const payload = { message_id: message, members: rows.map(({ member_id }) => member_id) };
	await record(tx, actor, mentioned, { subject: conversation.id, customer: conversation.customer_id, payload });
}

/** A member looks at a conversation, or at one that was merged into it. */
export async function seeMentions(db: Db, { member, conversation, at }: { member: string; conversation: string; at: Date }) {
	await db
		.updateTable('mentions')
		.from('messages as m')
		.set({ seen_at: at })
		.whereRef('m.id', '=', 'mentions.message_id')
		.where('mentions.member_id', '=', member)
		.where('mentions.seen_at', 'is', null)
		.where((eb) =>
			eb.or([
				eb('m.conversation_id', '=', conversation),
				eb(
					'm.conversation_id',
					'in',
					eb.selectFrom('conversation_merges').select('conversation_id').where('into_id', '=', conversation),
				),
			]),
		)
		.execute();
}
