import type { Exporter } from '#core/events/exporter.ts';
import './tables.ts';
import { isSecret } from './templates/all.ts';

/** What was written about them, and to whom; what lets somebody in is for the mailbox alone. */
export const exportNotifications: Exporter = async (db, customers) => {
	const rows = await db
		.selectFrom('notifications')
		.select([
			'id',
			'customer_id',
			'template',
			'lang',
			'channel',
			'recipient',
			'args',
			'status',
			'created_at',
			'sent_at',
		])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute();
	return { notifications: rows.map(({ args, ...row }) => (isSecret(row.template) ? row : { ...row, args })) };
};
