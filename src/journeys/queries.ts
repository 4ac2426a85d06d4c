import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Journey } from './lock.ts';
import './tables.ts';

type Listing = { before?: string | undefined; limit: number };

/** A customer's own, and those they came to with a code; newest first. */
export async function listJourneys(db: Db, actor: Actor, { before, limit }: Listing): Promise<Journey[]> {
	const ids = customersOf(actor);
	authorise(ids.length > 0, actor);
	return db
		.selectFrom('journeys')
		.selectAll()
		.where((eb) =>
			eb.or([
				eb('customer_id', 'in', ids),
				eb('id', 'in', eb.selectFrom('journey_holders').select('journey_id').where('customer_id', 'in', ids)),
			]),
		)
		.$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** The one a customer is in the middle of, if any was touched lately; of any service unless one is named. */
export async function openJourneyOf(db: Db, actor: Actor, since: Date, service?: string): Promise<Journey | undefined> {
	const ids = customersOf(actor);
	if (ids.length === 0) return undefined;
	return db
		.selectFrom('journeys')
		.selectAll()
		.where('customer_id', 'in', ids)
		.where('state', '=', 'open')
		.where('updated_at', '>', since)
		.$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
		.orderBy('updated_at', 'desc')
		.limit(1)
		.executeTakeFirst();
}
