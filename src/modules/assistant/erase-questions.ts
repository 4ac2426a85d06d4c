import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** What was asked, answered and said to be missing goes; how often, with what outcome and whether it helped stays counted. */
export const eraseQuestions: Eraser = async (tx, customers) => {
	await tx.updateTable('questions').set({ text: '', answer: null }).where('customer_id', 'in', customers).execute();
	await tx.updateTable('ratings').set({ missing: null }).where('customer_id', 'in', customers).execute();
};
