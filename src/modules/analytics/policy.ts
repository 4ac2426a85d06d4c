import { type Actor, hasScope } from '#core/access.ts';

/** Numbers tell of questions, so whoever may read those may read these. */
export const canReadInsights = (actor: Actor) => hasScope(actor, 'questions:read');
