import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportAssets: Exporter = async (db, customers) => ({
	assets: await db
		.selectFrom('assets')
		.select([
			'id',
			'serial_number',
			'model',
			'kind',
			'address',
			'customer_id',
			'commissioned_on',
			'warranty_until',
			'created_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
