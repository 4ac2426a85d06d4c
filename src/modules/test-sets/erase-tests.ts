import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** Copies of what they asked go from the sets; in the runs of before they stay counted, blank. */
export const eraseTests: Eraser = async (tx, customers) => {
	await tx.deleteFrom('test_questions').where('customer_id', 'in', customers).execute();
	await tx.updateTable('test_results').set({ text: '' }).where('customer_id', 'in', customers).execute();
};
