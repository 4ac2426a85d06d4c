import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';

export const exportPromises: Exporter = async (db, customers) => ({
	promises: await db
		.selectFrom('promises')
		.select([
			'id',
			'kind',
			'state',
			'subject_type',
			'subject_id',
			'customer_id',
			'note',
			'started_at',
			'due_at',
			'done_at',
			'ended_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
