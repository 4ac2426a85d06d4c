import type { Selectable } from 'kysely';
import type { Db, Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import type { Definition } from '../definition.ts';
import type { Services } from '../registry.ts';
import { SERVICES_TOPIC } from './settled-services.ts';
import type { SettingsState } from './tables.ts';

export type ServicesApp = { services: Services };
export type Offer = Selectable<Tables['offered_services']>;
export type Version = Selectable<Tables['service_settings']>;

export const declaredIn = (services: Services): ReadonlyMap<string, Definition> =>
	services.settled?.declared ?? services;

/** Of all there are in code, offered or not. Throws `not_found`. */
export function declaredService(services: Services, id: string): Definition {
	const found = declaredIn(services).get(id);
	if (!found) throw problem('not_found', { detail: 'There is no such service.' });
	return found;
}

/** Whoever changes a service waits here for whoever else does. */
export async function lockOffer(tx: Tx, service: string): Promise<Offer> {
	await tx
		.insertInto('offered_services')
		.values({ service, id: newId(now(tx)), changed_at: now(tx) })
		.onConflict((oc) => oc.doNothing())
		.execute();
	return tx
		.selectFrom('offered_services')
		.selectAll()
		.where('service', '=', service)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

/** Every process reads them anew once this is committed. */
export const changed = (tx: Tx, { id }: Offer): Promise<number> => touch(tx, SERVICES_TOPIC, [id]);

export const versionIn = (db: Db, service: string, state: SettingsState): Promise<Version | undefined> =>
	db
		.selectFrom('service_settings')
		.selectAll()
		.where('service', '=', service)
		.where('state', '=', state)
		.executeTakeFirst();

/** Throws `not_found`. */
export async function versionCalled(db: Db, service: string, version: number): Promise<Version> {
	const found = await db
		.selectFrom('service_settings')
		.selectAll()
		.where('service', '=', service)
		.where('version', '=', version)
		.executeTakeFirst();
	if (!found) throw problem('not_found', { detail: 'There is no such version.' });
	return found;
}

/** The number of a discarded draft may come again: no journey began with it. */
export async function nextVersion(tx: Tx, service: string): Promise<number> {
	const { last } = await tx
		.selectFrom('service_settings')
		.select((eb) => eb.fn.max('version').as('last'))
		.where('service', '=', service)
		.executeTakeFirstOrThrow();
	return Number(last ?? 0) + 1;
}
