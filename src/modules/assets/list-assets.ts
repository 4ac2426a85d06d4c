import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadAssets, canSee } from './policy.ts';
import { serialKey } from './serial-key.ts';
import type { Asset } from './tables.ts';

type Wanted = {
	/** Of one customer, for the team. */
	customer?: string | undefined;
	/** With this number, however it is written, for the team. */
	serial?: string | undefined;
	/** The id of the last one of the page before. */
	before?: string | undefined;
	limit: number;
};

const COLUMNS = [
	'id',
	'serial_number',
	'model',
	'kind',
	'address',
	'customer_id',
	'commissioned_on',
	'warranty_until',
	'created_at',
	'updated_at',
] as const;

/** Customers their own, the team all; what was registered last comes first. */
export async function listAssets(db: Db, actor: Actor, { customer, serial, before, limit }: Wanted): Promise<Asset[]> {
	const isCustomer = actor.kind === 'customer';
	const owners = isCustomer ? customersOf(actor) : customer ? [customer] : undefined;
	if (!isCustomer) authorise(canReadAssets(actor), actor);
	if (owners?.length === 0) return [];
	return db
		.selectFrom('assets')
		.select(COLUMNS)
		.$if(owners !== undefined, (query) => query.where('customer_id', 'in', owners ?? []))
		.$if(serial !== undefined, (query) => query.where('serial_key', '=', serialKey(serial ?? '')))
		.$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** A number that nobody knows; one of ours, of which there is no more to tell; or the machine itself, for its owner and the team. */
export type Found = { is: 'unknown' } | { is: 'ours' } | { is: 'theirs'; asset: Asset };

export async function findBySerial(db: Db, actor: Actor, serial: string): Promise<Found> {
	const asset = await db
		.selectFrom('assets')
		.select(COLUMNS)
		.where('serial_key', '=', serialKey(serial))
		.executeTakeFirst();
	if (!asset) return { is: 'unknown' };
	return canSee(actor, asset) ? { is: 'theirs', asset } : { is: 'ours' };
}
