import type { Eraser } from '#core/events/eraser.ts';
import { discountWords } from './groups/count-features.ts';
import { recount } from './groups/recount.ts';
import './tables.ts';

/** The words of their questions go from the index, from the groups and from what was taken as an example but not yet published elsewhere. Another question speaks for a group that theirs stood for. */
export const eraseGaps: Eraser = async (tx, customers) => {
	const theirs = tx.selectFrom('questions').select('id').where('customer_id', 'in', customers);
	await tx.deleteFrom('question_search').where('question_id', 'in', theirs).execute();
	await tx.updateTable('question_articles').set({ example: '' }).where('question_id', 'in', theirs).execute();
	const asked = await tx
		.selectFrom('gap_questions')
		.select(['gap_id', 'features'])
		.where('question_id', 'in', theirs)
		.forUpdate()
		.execute();
	await discountWords(tx, asked);
	await tx.updateTable('gap_questions').set({ features: [] }).where('question_id', 'in', theirs).execute();
	await recount(tx, [...new Set(asked.map(({ gap_id }) => gap_id))]);
};
