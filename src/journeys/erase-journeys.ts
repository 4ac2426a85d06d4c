import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** What was answered and said goes; that there was a journey, and what became of it, stays counted. */
export const eraseJourneys: Eraser = async (tx, customers) => {
	await tx
		.updateTable('journeys')
		.set({ answers: '{}', heard: '[]', shown: null, result: null, remind_email: null, undo_until: null })
		.where('customer_id', 'in', customers)
		.execute();
	await tx
		.updateTable('journeys')
		.set({ state: 'expired' })
		.where('customer_id', 'in', customers)
		.where('state', 'in', ['open', 'with_team'])
		.execute();
	await tx.deleteFrom('journey_holders').where('customer_id', 'in', customers).execute();
};
