import { type Actor, hasScope, isTheirs as isOf, opens } from '#core/access.ts';

type Owned = { customer_id: string };
type Conversation = Owned & { id: string };

export const canListAll = (actor: Actor) => hasScope(actor, 'conversations:read');

/** Speaks as the customer: whose it is, and who came by a link to it. */
export const isCustomerIn = (actor: Actor, conversation: Conversation) =>
	isTheirs(actor, conversation) || opens(actor, 'conversation', conversation.id);

/** A customer's conversations are theirs and the team's. */
export const canRead = (actor: Actor, conversation: Conversation) =>
	canListAll(actor) || isCustomerIn(actor, conversation);

/** Whoever reads for the team need not speak for it. */
export const canAnswer = (actor: Actor) => hasScope(actor, 'conversations:write');

export const canWrite = (actor: Actor, conversation: Conversation) =>
	canAnswer(actor) || actor.kind === 'assistant' || actor.kind === 'system' || isCustomerIn(actor, conversation);

/** Notes are among colleagues. */
export const canReadNotes = canListAll;

/** Nobody puts words into somebody else's mouth. */
export const canChangeMessage = (actor: Actor, message: { author: string; member_id: string | null } & Owned) =>
	message.author === 'customer' ? isTheirs(actor, message) : canAnswer(actor) && message.member_id === actor.id;

export const isTheirs = (actor: Actor, { customer_id }: Owned) => isOf(actor, customer_id);
