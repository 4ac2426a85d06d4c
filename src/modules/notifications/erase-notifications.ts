import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** Mails that wait never leave; of those that left, only that they did is kept. */
export const eraseNotifications: Eraser = async (tx, customers) => {
	await tx.deleteFrom('notifications').where('customer_id', 'in', customers).where('status', '=', 'pending').execute();
	// After the waiting ones: one that was settled meanwhile is seen here.
	await tx
		.updateTable('notifications')
		.set({ recipient: '', args: '{}', last_error: null })
		.where('customer_id', 'in', customers)
		.execute();
};
