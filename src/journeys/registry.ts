import { problem } from '#core/errors.ts';
import type { Definition } from './definition.ts';

type OfJourney = { service: string; settings_version: number | null };
export type Beginning = { version: number; settings_version: number | null };

/** What the owner has made of the services, as far as this process knows. */
export type Settled = {
	/** All there are in code, offered or not. */
	declared: ReadonlyMap<string, Definition>;
	/** As a customer has it who begins it now. */
	beginning(id: string, customer: string): Definition & Beginning;
	/** As a journey has it that began with these settings. */
	of(journey: OfJourney): Definition;
};

/** The services that are offered, by id, in order, as most customers have them. */
export type Services = ReadonlyMap<string, Definition> & { settled?: Settled };

export function openServices(definitions: readonly Definition[]): Services {
	const services = new Map(definitions.map((one) => [one.id, one]));
	if (services.size < definitions.length) throw new Error('two services have the same id');
	return services;
}

/** One that is offered. Throws `not_found`. */
export function serviceCalled(services: Services, id: string): Definition {
	const found = services.get(id);
	if (!found) throw problem('not_found', { detail: 'There is no such service.' });
	return found;
}

/** One that is offered, as this customer has it, with the settings it begins with; as most have it for nobody (empty). Throws `not_found`. */
export function offeredTo(services: Services, id: string, customer: string): Definition & Beginning {
	const offered = serviceCalled(services, id);
	return services.settled?.beginning(id, customer) ?? { ...offered, settings_version: null };
}

/** All that are offered, in order, as this customer has them. */
export const allOffered = (services: Services, customer: string): Definition[] =>
	[...services.keys()].map((id) => offeredTo(services, id, customer));

/** The service of a journey, as it was when that began: whether it is still offered or not. Throws `not_found`. */
export function definitionOf(services: Services, journey: OfJourney): Definition {
	if (!isDeclared(services, journey.service)) throw problem('not_found', { detail: 'There is no such service.' });
	return services.settled?.of(journey) ?? serviceCalled(services, journey.service);
}

export const isDeclared = (services: Services, id: string): boolean => (services.settled?.declared ?? services).has(id);
