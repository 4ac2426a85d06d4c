import { type Actor, hasScope } from '#core/access.ts';

export const canReadQuestions = (actor: Actor) => hasScope(actor, 'questions:read');

/** Whoever writes knowledge decides what is missing in it. */
export const canMend = (actor: Actor) => hasScope(actor, 'questions:read') && hasScope(actor, 'knowledge:write');
