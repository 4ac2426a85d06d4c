import { type Actor, hasScope, isTheirs } from '#core/access.ts';

/** Whoever is asked for it on the team; and everybody may have themselves erased. */
export const canErase = (actor: Actor, id: string) => hasScope(actor, 'customers:erase') || isTheirs(actor, id);

/** Everybody may have what is kept of them; on the team, whoever may read all of it anyway. */
export const canExport = (actor: Actor, id: string) =>
	isTheirs(actor, id) ||
	(['customers:read', 'conversations:read', 'questions:read'] as const).every((scope) => hasScope(actor, scope));

export const canFindCustomers = (actor: Actor) => hasScope(actor, 'customers:read');

/** To say to which groups they belong. */
export const canGroup = (actor: Actor) => hasScope(actor, 'customers:write');

/** To say that two are one, and that they are not. */
export const canMerge = (actor: Actor) => hasScope(actor, 'customers:write');

/** What somebody signs in by is proved again before it is taken away. */
export const canRemoveIdentity = (actor: Actor, identity: { customer_id: string; level: string }) =>
	isTheirs(actor, identity.customer_id) && (identity.level === 'claimed' || actor.assurance === 'verified');

export const canManageHostKeys = (actor: Actor) => hasScope(actor, 'settings:write');
