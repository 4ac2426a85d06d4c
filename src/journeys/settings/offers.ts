import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { serviceMoved, serviceSwitchedOff, serviceSwitchedOn } from './events.ts';
import { changed, declaredIn, declaredService, lockOffer, type ServicesApp } from './lock.ts';
import { canSetServices } from './policy.ts';

/** Offers a service or not, at once and for everybody; what was begun may be finished. */
export async function switchService(
	{ services }: ServicesApp,
	tx: Tx,
	actor: Actor,
	{ service, off }: { service: string; off: boolean },
): Promise<void> {
	authorise(canSetServices(actor), actor);
	declaredService(services, service);
	const offer = await lockOffer(tx, service);
	if (offer.is_off === off) return;
	await change(tx, service, { is_off: off });
	await record(tx, actor, off ? serviceSwitchedOff : serviceSwitchedOn, { subject: offer.id, payload: { service } });
	await changed(tx, offer);
}

/** Puts all services into this order, at once. Throws `conflict` where it does not name them all. */
export async function orderServices(
	{ services }: ServicesApp,
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<void> {
	authorise(canSetServices(actor), actor);
	const all = declaredIn(services);
	if (ids.length !== all.size || new Set(ids).size !== ids.length || !ids.every((id) => all.has(id)))
		throw problem('conflict', { detail: 'These are not all the services: read them again.' });
	// By name, so that two who do this at once wait for each other and not for ever.
	for (const service of ids.toSorted()) await move(tx, actor, service, ids.indexOf(service) + 1);
}

async function move(tx: Tx, actor: Actor, service: string, position: number): Promise<void> {
	const offer = await lockOffer(tx, service);
	if (offer.position === position) return;
	await change(tx, service, { position });
	await record(tx, actor, serviceMoved, { subject: offer.id, payload: { service, position } });
	await changed(tx, offer);
}

async function change(tx: Tx, service: string, to: { is_off?: boolean; position?: number }): Promise<void> {
	await tx
		.updateTable('offered_services')
		.set({ ...to, changed_at: now(tx) })
		.where('service', '=', service)
		.execute();
}
