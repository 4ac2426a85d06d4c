import { type Actor, hasScope } from '#core/access.ts';

export const canManageKeys = (actor: Actor) => hasScope(actor, 'keys:write');

/** Nobody hands out more than they hold. */
export const canGrant = (actor: Actor, scopes: readonly string[]) =>
	canManageKeys(actor) && (actor.scopes.includes('*') || scopes.every((scope) => actor.scopes.includes(scope)));
