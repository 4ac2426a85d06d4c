import { type Actor, hasScope } from '#core/access.ts';
import { type Role, SCOPES_OF } from './roles.ts';

export const canManageKeys = (actor: Actor) => hasScope(actor, 'keys:write');

/** Nobody hands out more than they hold. */
export const canGrant = (actor: Actor, scopes: readonly string[]) => canManageKeys(actor) && holds(actor, scopes);

/** Colleagues know each other by name. */
export const canSeeMembers = (actor: Actor) => hasScope(actor, 'members:read') || canManageMembers(actor);

export const canManageMembers = (actor: Actor) => hasScope(actor, 'members:write');

/** Nor makes anybody more than they are themselves. */
export const canGiveRole = (actor: Actor, role: Role) => canManageMembers(actor) && holds(actor, SCOPES_OF[role]);

/** What everybody did. */
export const canReadAudit = (actor: Actor) => hasScope(actor, 'audit:read');

const holds = (actor: Actor, scopes: readonly string[]) =>
	actor.scopes.includes('*') || scopes.every((scope) => actor.scopes.includes(scope));
