import { type Actor, hasScope } from '#core/access.ts';

export const canReadTests = (actor: Actor) => hasScope(actor, 'knowledge:read') || hasScope(actor, 'knowledge:write');

/** Whoever writes knowledge says what it has to answer. */
export const canWriteTests = (actor: Actor) => hasScope(actor, 'knowledge:write');

/** What customers asked comes out of the log. */
export const canImport = (actor: Actor) => canWriteTests(actor) && hasScope(actor, 'questions:read');
