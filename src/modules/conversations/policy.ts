import { type Actor, hasScope } from '#core/access.ts';

export const canListAll = (actor: Actor) => hasScope(actor, 'conversations:read');

/** A customer's conversations are theirs and the team's. */
export const canRead = (actor: Actor, conversation: { customer_id: string }) =>
	canListAll(actor) || (actor.kind === 'customer' && actor.id !== '' && actor.id === conversation.customer_id);
