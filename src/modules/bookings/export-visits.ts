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
	amounts_owed: await db
		.selectFrom('amounts_owed')
		.selectAll()
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
