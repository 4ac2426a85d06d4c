import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Live } from '#core/live.ts';
import type { Clock } from '#core/time.ts';
import { memberNames } from '#modules/staff/index.ts';
import { seeMentions } from '../messages/mention.ts';
import { canReadNotes, isCustomerIn } from '../policy.ts';
import { readableConversation } from '../reading/get-conversation.ts';
import { PASSING } from '../topic.ts';

/** What is worth showing for a moment and not worth keeping. */
export type Passing =
	| { kind: 'typing'; by: 'customer' | 'agent'; name?: string | undefined }
	/** A colleague has it open: for the team alone. */
	| { kind: 'viewing'; by: 'agent'; id: string; name?: string | undefined }
	/** The answer so far, while a model words it; what counts is the message that follows. */
	| { kind: 'saying'; text: string };

type PassingApp = { database: { db: Db }; live: Live; clock: Clock };

/** Somebody types. */
export async function tellPassing({ database: { db }, live }: PassingApp, actor: Actor, id: string): Promise<void> {
	const conversation = await readableConversation(db, actor, id);
	const theirs = isCustomerIn(actor, conversation);
	const name = theirs ? undefined : await nameOf(db, actor);
	const passing: Passing = { kind: 'typing', by: theirs ? 'customer' : 'agent', ...(name && { name }) };
	live.tell(PASSING, conversation.id, passing);
}

/** A colleague looks at it, said again every few seconds while they do. */
export async function tellViewing(
	{ database: { db }, live, clock }: PassingApp,
	actor: Actor,
	id: string,
): Promise<void> {
	authorise(canReadNotes(actor), actor);
	const conversation = await readableConversation(db, actor, id);
	const name = await nameOf(db, actor);
	if (actor.kind === 'staff') await seeMentions(db, { member: actor.id, conversation: conversation.id, at: clock() });
	const passing: Passing = { kind: 'viewing', by: 'agent', id: actor.id, ...(name && { name }) };
	live.tell(PASSING, conversation.id, passing);
}

/** Whether whoever listens to a conversation may know of it. */
export const mayHear = (actor: Actor, passing: unknown): boolean =>
	(passing as Passing).kind !== 'viewing' || canReadNotes(actor);

const nameOf = async (db: Db, actor: Actor) =>
	actor.kind === 'staff' ? (await memberNames(db, [actor.id])).get(actor.id) : undefined;
