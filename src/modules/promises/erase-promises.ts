import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** What was noted about them goes, and nobody waits any more; that something was promised, and what became of it, stays counted. */
export const erasePromises: Eraser = async (tx, customers) => {
	await tx.updateTable('promises').set({ note: '' }).where('customer_id', 'in', customers).execute();
	await tx
		.updateTable('promises')
		.set(({ fn }) => ({
			state: 'cancelled',
			next_at: null,
			counted_from: null,
			paused_at: null,
			paused_for: [],
			ended_at: fn.coalesce('counted_from', 'paused_at'),
		}))
		.where('customer_id', 'in', customers)
		.where('state', 'in', ['running', 'paused'])
		.execute();
};
