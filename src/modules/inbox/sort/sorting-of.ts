import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { readableConversation } from '#modules/conversations/index.ts';
import { canReadInbox } from '../policy.ts';
import '../tables.ts';

export type Sorting = {
	tags: { id: string; name: string; colour: string }[];
	team: { id: string; name: string } | null;
};

/** By what a conversation is sorted: its tags in the order of their names, and whose it is. */
export async function sortingOf(db: Db, actor: Actor, id: string): Promise<Sorting> {
	authorise(canReadInbox(actor), actor);
	const conversation = await readableConversation(db, actor, id);
	const tags = await db
		.selectFrom('conversation_tags as c')
		.innerJoin('tags as t', 't.id', 'c.tag_id')
		.select(['t.id', 't.name', 't.colour'])
		.where('c.conversation_id', '=', conversation.id)
		.orderBy('t.name')
		.execute();
	const team = await db
		.selectFrom('teams')
		.select(['id', 'name'])
		.where('id', '=', conversation.team_id)
		.executeTakeFirst();
	return { tags, team: team ?? null };
}
