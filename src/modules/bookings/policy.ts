import { type Actor, actsFor, hasScope, isTheirs, opens } from '#core/access.ts';
import type { VisitState } from './kinds.ts';

/** Visits say where customers live. */
export const canReadBookings = (actor: Actor) => hasScope(actor, 'bookings:read');

/** For customers, and for the crews: who works when and where is daily work. */
export const canArrange = (actor: Actor) => hasScope(actor, 'bookings:write');

/** What is offered, and under what conditions, binds the business: whoever sets it up decides. */
export const canSetOffer = (actor: Actor) => hasScope(actor, 'settings:write');

/** Everybody who is known books for themselves, whoever goes on with somebody's journey for them, the team for anybody. */
export const canBookFor = (actor: Actor, customer: string) =>
	isTheirs(actor, customer) || actsFor(actor, customer) || canArrange(actor);

type Visit = { id: string; customer_id: string; state: VisitState; journey_id: string | null };

/** Whose it is, who came by a link to it, and who keeps or books it in their journey. */
const isInTheirHands = (actor: Actor, visit: Visit) =>
	isTheirs(actor, visit.customer_id) || opens(actor, 'visit', visit.id) || isOfTheirJourney(actor, visit);

const isOfTheirJourney = (actor: Actor, { customer_id, state, journey_id }: Visit) =>
	actsFor(actor, customer_id) && (state === 'held' || journey_id === actor.acts_in?.journey);

export const canSee = (actor: Actor, visit: Visit) =>
	isInTheirHands(actor, visit) || canReadBookings(actor) || canArrange(actor);

export const canChange = (actor: Actor, visit: Visit) => isInTheirHands(actor, visit) || canArrange(actor);
