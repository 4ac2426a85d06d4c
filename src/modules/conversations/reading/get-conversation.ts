import { type Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { emailOf, groupsOf, identitiesOf } from '#modules/customers/index.ts';
import { promisesOf } from '#modules/promises/index.ts';
import { canRead, canReadNotes } from '../policy.ts';
import { subjectOfPromise } from '../promised.ts';
import { referenceOf } from '../reference.ts';
import { messageRows, partsOf, standsFor } from './rows.ts';

/** So many of the newest come with a conversation; older ones by the page. */
export const MESSAGES_SHOWN = 100;

/** A conversation somebody may read, as it stands for those merged into it. Somebody else's is as good as none: 404. */
export async function readableConversation(db: Db, actor: Actor, id: string) {
	const asked = await db
		.selectFrom('conversations')
		.select(['id', 'customer_id'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!asked || !canRead(actor, asked)) throw problem('not_found');
	return db
		.selectFrom('conversations as c')
		.leftJoin('members', 'members.id', 'c.assignee_id')
		.selectAll('c')
		.select('members.name as assignee_name')
		.where('c.id', '=', await standsFor(db, id))
		.executeTakeFirstOrThrow();
}

/** One conversation with its newest messages, its packet and the customer's addresses; `email` is where it is answered. */
export async function getConversation(db: Db, actor: Actor, id: string, at: Date) {
	const conversation = await readableConversation(db, actor, id);
	const { customer_id, context } = conversation;
	const { identity_id, ...seen } = context;
	return {
		...conversation,
		context: seen,
		reference: referenceOf(conversation.id),
		...(await listMessages(db, actor, { id: conversation.id, limit: MESSAGES_SHOWN })),
		feedback: canReadNotes(actor) ? await feedbackOn(db, conversation.id) : [],
		promises: await promisesOf(db, subjectOfPromise(conversation.id), at),
		handoff: await lastHandoff(db, conversation.id),
		links: await db
			.selectFrom('conversation_links')
			.selectAll()
			.where('conversation_id', 'in', await partsOf(db, conversation.id))
			.orderBy('at')
			.execute(),
		email: await emailOf(db, customer_id, identity_id),
		identities: await identitiesOf(db, customer_id),
		groups: canReadNotes(actor) ? await groupsOf(db, customer_id) : [],
	};
}

/** A page of messages in the order in which they were said, the newest or those before one. `more`: there are older ones. Checked by the caller. */
export async function listMessages(
	db: Db,
	actor: Actor,
	{ id, before, limit }: { id: string; before?: string | undefined; limit: number },
) {
	const rows = await messageRows(db)
		.where('m.conversation_id', 'in', await partsOf(db, id))
		.where('m.superseded', '=', false)
		.$if(!canReadNotes(actor), (query) => query.where('m.kind', '<>', 'note'))
		.$if(before !== undefined, (query) => query.where('m.id', '<', before ?? ''))
		.orderBy('m.id', 'desc')
		.limit(limit + 1)
		.execute();
	return { messages: rows.slice(0, limit).toReversed(), more: rows.length > limit };
}

/** What the customer said of it, the newest last; that they would rather not say is nothing to read. */
const feedbackOn = (db: Db, id: string) =>
	db
		.selectFrom('conversation_feedback')
		.select(['solved', 'steps', 'reasons', 'text', 'at'])
		.where('conversation_id', '=', id)
		.where('solved', 'is not', null)
		.orderBy('at')
		.execute();

async function lastHandoff(db: Db, id: string) {
	return db
		.selectFrom('handoffs')
		.leftJoin('members', 'members.id', 'handoffs.taken_by')
		.selectAll('handoffs')
		.select('members.name as taken_by_name')
		.where('conversation_id', '=', id)
		.orderBy('created_at', 'desc')
		.orderBy('handoffs.id', 'desc')
		.limit(1)
		.executeTakeFirst();
}
