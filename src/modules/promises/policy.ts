import { type Actor, hasScope } from '#core/access.ts';

export const canReadPromises = (actor: Actor) => hasScope(actor, 'promises:read');

/** Promises in the name of the business, and what became of them. */
export const canPromise = (actor: Actor) => hasScope(actor, 'promises:write');

/** Opening hours and rules bind everybody: whoever sets up the business decides on them. */
export const canSetRules = (actor: Actor) => hasScope(actor, 'settings:write');

/** A person of the team, their program, or the assistant with a next step; a customer's own words are no response. */
export const canRespond = (actor: Actor) => actor.kind !== 'customer';

/** Whoever is known may begin to wait, and end what they wait for. That it is theirs is the rule of the subject. */
export const canWait = (actor: Actor) => actor.id !== '';
