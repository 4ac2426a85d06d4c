import { type Actor, hasScope, isTheirs } from '#core/access.ts';

/** Visits say where customers live. */
export const canReadBookings = (actor: Actor) => hasScope(actor, 'bookings:read');

/** For customers, and for the crews: who works when and where is daily work. */
export const canArrange = (actor: Actor) => hasScope(actor, 'bookings:write');

/** What is offered, and under what conditions, binds the business: whoever sets it up decides. */
export const canSetOffer = (actor: Actor) => hasScope(actor, 'settings:write');

/** Everybody who is known books for themselves, the team for anybody. */
export const canBookFor = (actor: Actor, customer: string) => isTheirs(actor, customer) || canArrange(actor);

export const canSee = (actor: Actor, visit: { customer_id: string }) =>
	isTheirs(actor, visit.customer_id) || canReadBookings(actor) || canArrange(actor);

export const canChange = (actor: Actor, visit: { customer_id: string }) =>
	isTheirs(actor, visit.customer_id) || canArrange(actor);
