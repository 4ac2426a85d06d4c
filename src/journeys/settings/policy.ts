import { type Actor, hasScope } from '#core/access.ts';

/** The team sees what customers are asked, and how they fare with it. */
export const canReadServices = (actor: Actor) => hasScope(actor, 'services:read');

/** Whoever writes what the business says also says what it offers, and how; the program may stop what does not do. */
export const canSetServices = (actor: Actor) => hasScope(actor, 'services:write');
