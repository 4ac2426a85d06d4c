import type { Exporter } from '../events/exporter.ts';
import '../tables.ts';

/** What they uploaded; the content can be had under `/files/{id}` while they are signed in. */
export const exportUploads: Exporter = async (db, customers) => ({
	files: await db
		.selectFrom('files')
		.select(['id', 'name', 'mime', 'bytes', 'created_at'])
		.where(
			'uploaded_by',
			'in',
			customers.map((id) => `customer:${id}`),
		)
		.orderBy('id')
		.execute(),
});
