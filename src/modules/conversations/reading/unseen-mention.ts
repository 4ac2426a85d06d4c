import type { Db } from '#core/db.ts';
import { referenceOf } from '../reference.ts';
import '../tables.ts';

export type UnseenMention = {
	conversation_id: string;
	customer_id: string;
	reference: string;
	subject: string;
	text: string;
	/** Who named them; nobody where it was a program. */
	by: string | null;
};

/** A note in which somebody is named who has not looked at it; nothing where they have, or where it was taken back or erased. */
export async function unseenMention(
	db: Db,
	{ message, member }: { message: string; member: string },
): Promise<UnseenMention | undefined> {
	const row = await db
		.selectFrom('mentions as n')
		.innerJoin('messages as m', 'm.id', 'n.message_id')
		.innerJoin('conversations as c', 'c.id', 'm.conversation_id')
		.leftJoin('members as who', 'who.id', 'm.member_id')
		.select(['m.conversation_id', 'c.customer_id', 'c.subject', 'm.text', 'who.name as by'])
		.where('n.message_id', '=', message)
		.where('n.member_id', '=', member)
		.where('n.seen_at', 'is', null)
		.where('m.withdrawn_at', 'is', null)
		.where('m.text', '<>', '')
		.executeTakeFirst();
	return row && { ...row, reference: referenceOf(row.conversation_id) };
}
