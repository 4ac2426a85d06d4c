import { problem } from '#core/errors.ts';
import type { Definition } from './definition.ts';

/** All services, by id, in the order in which they were registered. */
export type Services = ReadonlyMap<string, Definition>;

export function openServices(definitions: readonly Definition[]): Services {
	const services = new Map(definitions.map((one) => [one.id, one]));
	if (services.size < definitions.length) throw new Error('two services have the same id');
	return services;
}

/** Throws `not_found`. */
export function serviceCalled(services: Services, id: string): Definition {
	const found = services.get(id);
	if (!found) throw problem('not_found', { detail: 'There is no such service.' });
	return found;
}
