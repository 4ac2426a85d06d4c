import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportJourneys: Exporter = async (db, customers) => ({
	journeys: await db
		.selectFrom('journeys')
		.select([
			'id',
			'service',
			'customer_id',
			'state',
			'channel',
			'lang',
			'answers',
			'heard',
			'result',
			'remind_email',
			'begun_at',
			'updated_at',
			'done_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	journey_holders: await db
		.selectFrom('journey_holders')
		.select(['journey_id', 'customer_id', 'at'])
		.where('customer_id', 'in', customers)
		.orderBy('journey_id')
		.execute(),
});
