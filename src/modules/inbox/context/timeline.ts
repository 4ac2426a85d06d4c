import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { readableConversation } from '#modules/conversations/index.ts';
import { listHistory } from '#modules/customers/index.ts';
import { memberNames } from '#modules/staff/index.ts';

type Page = { conversation: string; before?: string | undefined; limit: number };

/** What happened in a conversation and around it with whoever it is from, newest first, with the names of those on the team. Facts without words. */
export async function timelineOf(db: Db, actor: Actor, { conversation: id, before, limit }: Page) {
	const { id: read, customer_id } = await readableConversation(db, actor, id);
	const events = await listHistory(db, actor, { id: customer_id, before, limit });
	const staff = events.filter((event) => event.actor.kind === 'staff').map((event) => event.actor.id);
	const names = await memberNames(db, [...new Set(staff)]);
	return events.map((event) => ({
		...event,
		here: event.subject_type === 'conversation' && event.subject_id === read,
		actor_name: names.get(event.actor.id) ?? null,
	}));
}
