import { type Actor, hasScope } from '#core/access.ts';

/** Whoever is asked for it on the team; and everybody may have themselves erased. */
export const canErase = (actor: Actor, id: string) => hasScope(actor, 'customers:write') || isThemselves(actor, id);

export const isThemselves = (actor: Actor, id: string) => actor.kind === 'customer' && actor.id === id;

export const canFindCustomers = (actor: Actor) => hasScope(actor, 'customers:read');
