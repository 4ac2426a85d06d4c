import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { endUnproved } from '../identities/prove.ts';
import { joinDevice } from './merge.ts';
import '../tables.ts';

/**
 * Somebody who has signed in says that what was begun on this device before is theirs too. `guest` is who the device was until then, shown by its session.
 * Answers whether it is theirs now: two who were each proved stay two. Throws `forbidden` for whoever has proved nothing.
 */
export async function claimDevice(tx: Tx, actor: Actor, guest: Actor): Promise<boolean> {
	authorise(actor.kind === 'customer' && actor.assurance === 'verified', actor);
	if (guest.kind !== 'customer' || guest.id === '' || guest.assurance === 'verified') return false;
	const shown = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', actor.id)
		.where('level', '=', 'verified')
		.orderBy('verified_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!shown) return false;
	const isOne = await joinDevice(tx, actor, { from: guest.id, into: actor.id, why: 'code', identity: shown.id });
	if (isOne) await endUnproved(tx, guest.id);
	return isOne;
}
