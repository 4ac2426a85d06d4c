import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Live } from '#core/live.ts';
import { memberNames } from '#modules/staff/index.ts';
import { isTheirs } from '../policy.ts';
import { readableConversation } from '../reading/get-conversation.ts';
import { PASSING } from '../topic.ts';

/** What is worth showing for a moment and not worth keeping. */
export type Passing =
	| { kind: 'typing'; by: 'customer' | 'agent'; name?: string | undefined }
	/** The answer so far, while a model words it; what counts is the message that follows. */
	| { kind: 'saying'; text: string };

/** Somebody types. */
export async function tellPassing(
	{ database: { db }, live }: { database: { db: Db }; live: Live },
	actor: Actor,
	id: string,
): Promise<void> {
	const conversation = await readableConversation(db, actor, id);
	const theirs = isTheirs(actor, conversation);
	const name = theirs || actor.kind !== 'staff' ? undefined : (await memberNames(db, [actor.id])).get(actor.id);
	const passing: Passing = { kind: 'typing', by: theirs ? 'customer' : 'agent', ...(name && { name }) };
	live.tell(PASSING, conversation.id, passing);
}
