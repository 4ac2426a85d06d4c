import { type Actor, hasScope } from '#core/access.ts';
import type { Status } from './tables.ts';

export const canWrite = (actor: Actor) => hasScope(actor, 'knowledge:write');

export const canReadDrafts = (actor: Actor) => hasScope(actor, 'knowledge:read') || hasScope(actor, 'knowledge:write');

/** What is published is for everybody; the rest is for the team. */
export const canRead = (actor: Actor, translation: { status: Status }) =>
	translation.status === 'published' || canReadDrafts(actor);
