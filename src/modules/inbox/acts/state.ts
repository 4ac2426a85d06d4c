import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import {
	assign,
	closeConversation,
	type Conversation,
	handBack,
	lockConversation,
	removeLink,
	reopenConversation,
	snooze,
	takeBack,
} from '#modules/conversations/index.ts';
import { giveToTeam } from '../sort/give-to-team.ts';
import { tagConversation, untagConversation } from '../sort/tag.ts';

/** What of a conversation an act may change and undoing brings back: ids and times alone. */
export type Sorted = {
	status: 'open' | 'closed';
	holder: 'assistant' | 'team';
	assignee: string | null;
	team: string | null;
	snoozed_until: string | null;
	tags: string[];
	links: string[];
	/** The last that the team said: it is not unsaid. */
	said: string | null;
};

/** Locks it; who was merged into another answers as that one. */
export async function sortedOf(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<{ conversation: Conversation; sorted: Sorted }> {
	const conversation = await lockConversation(tx, actor, id);
	const { status, holder, assignee_id: assignee, team_id: team, snoozed_until } = conversation;
	const { rows } = await sql<Pick<Sorted, 'tags' | 'links' | 'said'>>`
		select array(select tag_id from conversation_tags where conversation_id = ${conversation.id} order by 1) as tags,
			array(select id from conversation_links where conversation_id = ${conversation.id} order by 1) as links,
			(select id from messages where conversation_id = ${conversation.id} and author = 'agent' order by id desc limit 1) as said`.execute(
		tx,
	);
	const { tags = [], links = [], said = null } = rows[0] ?? {};
	const until = snoozed_until?.toISOString() ?? null;
	return { conversation, sorted: { status, holder, assignee, team, snoozed_until: until, tags, links, said } };
}

export type Part = keyof Sorted;

/** Brings one part back to what it was. Answers whether that was possible: time does not run backwards, and nobody is made to wait again. */
export async function bringBack(
	tx: Tx,
	actor: Actor,
	{ conversation, part, before, after }: { conversation: string; part: Part; before: Sorted; after: Sorted },
): Promise<boolean> {
	switch (part) {
		case 'status':
			if (before.status === 'closed') await closeConversation(tx, actor, conversation);
			else await reopenConversation(tx, actor, conversation);
			if (before.status === 'open' && before.holder === 'assistant')
				await handBack(tx, actor, { conversation, note: '' });
			return true;
		case 'holder':
			if (before.holder !== 'team') return false;
			// Closing gives a conversation to the assistant, and opening it again to the team: that is undone with it.
			if (before.status === after.status) await takeBack(tx, actor, { conversation, member: before.assignee });
			return true;
		case 'said':
			return false;
		case 'links':
			for (const link of after.links.filter((id) => !before.links.includes(id)))
				await removeLink(tx, actor, { conversation, link });
			return true;
		case 'assignee':
			await assign(tx, actor, { conversation, member: before.assignee });
			return true;
		case 'team':
			await giveToTeam(tx, actor, { conversation, team: before.team });
			return true;
		case 'snoozed_until':
			return putOffAgain(tx, actor, conversation, before.snoozed_until);
		case 'tags':
			for (const tag of after.tags.filter((id) => !before.tags.includes(id)))
				await untagConversation(tx, actor, { conversation, tag });
			for (const tag of before.tags.filter((id) => !after.tags.includes(id)))
				await tagConversation(tx, actor, { conversation, tag });
			return true;
	}
}

async function putOffAgain(tx: Tx, actor: Actor, conversation: string, before: string | null): Promise<boolean> {
	const until = before === null ? null : new Date(before);
	if (until && until <= now(tx)) return false;
	await snooze(tx, actor, { conversation, until });
	return true;
}
