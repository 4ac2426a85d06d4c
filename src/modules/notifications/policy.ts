import { type Actor, hasScope } from '#core/access.ts';

/** Whoever may set up mail may see whether it leaves. */
export const canReadOutbox = (actor: Actor) => hasScope(actor, 'settings:write');
