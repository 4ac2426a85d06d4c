import { type Actor, hasScope } from '#core/access.ts';

/** Whoever reads conversations reads the inbox, and keeps views of it: they change nothing for others. */
export const canReadInbox = (actor: Actor) => hasScope(actor, 'conversations:read');

/** Whoever answers customers also sorts what they wrote, and keeps replies and macros of their own. */
export const canSort = (actor: Actor) => hasScope(actor, 'conversations:write');

/** What everybody sorts and answers by. */
export const canArrange = (actor: Actor) => hasScope(actor, 'inbox:write');

/** One's own is one's own; what is everybody's needs somebody who arranges for all. */
export const canChangeOwned = (actor: Actor, { owner_id }: { owner_id: string | null }) =>
	owner_id === null ? canArrange(actor) : owner_id === actor.id && canSort(actor);

/** Everybody says of themselves whether they are there. */
export const canChangePresence = (actor: Actor, member: string) =>
	canArrange(actor) || (actor.id === member && canSort(actor));
