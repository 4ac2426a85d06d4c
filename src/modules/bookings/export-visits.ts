import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportVisits: Exporter = async (db, customers) => ({
	visits: await db
		.selectFrom('visits')
		.select([
			'id',
			'code',
			'customer_id',
			'state',
			'starts_at',
			'ends_at',
			'window_from',
			'window_until',
			'address',
			'lat',
			'lon',
			'zone',
			'people',
			'note',
			'phone',
			'lang',
			'channel',
			'created_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	visit_ratings: await db
		.selectFrom('visit_ratings')
		.selectAll()
		.where('customer_id', 'in', customers)
		.orderBy('visit_id')
		.execute(),
	...(await wishesOf(db, customers)),
	amounts_owed: await db
		.selectFrom('amounts_owed')
		.selectAll()
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});

/** What they want and is not in the calendar yet. */
const wishesOf: Exporter = async (db, customers) => ({
	waitlist: await db
		.selectFrom('waitlist')
		.select([
			'id',
			'customer_id',
			'service',
			'answers',
			'email',
			'from_day',
			'until_day',
			'part',
			'zone',
			'lang',
			'state',
			'ended_by',
			'offered_from',
			'offer_until',
			'created_at',
			'updated_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	visit_plans: await db
		.selectFrom('visit_plans')
		.select([
			'id',
			'customer_id',
			'service',
			'answers',
			'email',
			'every_months',
			'next_on',
			'zone',
			'lang',
			'active',
			'proposed_at',
			'created_at',
			'updated_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
