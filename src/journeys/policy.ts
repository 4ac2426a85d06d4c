import { type Actor, type Assurance, customersOf, hasScope, isTheirs, opens } from '#core/access.ts';

type Owned = { id: string; customer_id: string; holders: readonly string[] };

const LEVELS: readonly Assurance[] = ['anonymous', 'claimed', 'verified'];

export const isSureEnough = (has: Assurance, needs: Assurance) => LEVELS.indexOf(has) >= LEVELS.indexOf(needs);

/** Whose it is, and whoever came with its code or by a link to it. */
export const isTheirJourney = (actor: Actor, journey: Owned) =>
	isTheirs(actor, journey.customer_id) ||
	customersOf(actor).some((id) => journey.holders.includes(id)) ||
	opens(actor, 'journey', journey.id);

/** The team reads what is handed to it. */
export const canReadJourney = (actor: Actor, journey: Owned) =>
	hasScope(actor, 'conversations:read') || actor.kind === 'assistant' || isTheirJourney(actor, journey);

/** Who answers for customers may fill in what they said. */
export const canAnswerJourney = (actor: Actor, journey: Owned) =>
	hasScope(actor, 'conversations:write') || actor.kind === 'assistant' || isTheirJourney(actor, journey);
