import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** The words of their questions go from the index, from the groups and from what was taken as an example but not yet published elsewhere. */
export const eraseGaps: Eraser = async (tx, customers) => {
	const theirs = tx.selectFrom('questions').select('id').where('customer_id', 'in', customers);
	await tx.deleteFrom('question_search').where('question_id', 'in', theirs).execute();
	await tx.updateTable('question_articles').set({ example: '' }).where('question_id', 'in', theirs).execute();
	await tx.updateTable('gap_questions').set({ features: [] }).where('question_id', 'in', theirs).execute();
	await tx.updateTable('gaps').set({ typical_id: null }).where('typical_id', 'in', theirs).execute();
};
