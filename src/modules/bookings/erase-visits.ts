import { sql } from 'kysely';
import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';
import type { WaitingEnd } from './waitlist/kinds.ts';

/** Where they live and what they wrote goes. Nobody drives to somebody who is forgotten: what was to come is cancelled. That they were visited stays counted. */
export const eraseVisits: Eraser = async (tx, customers) => {
	const coming = tx
		.selectFrom('visits')
		.select('id')
		.where('customer_id', 'in', customers)
		.where('state', 'in', ['held', 'booked']);
	for (const spans of ['visit_workers', 'visit_resources'] as const)
		await tx.deleteFrom(spans).where('visit_id', 'in', coming).execute();
	await tx
		.updateTable('visits')
		.set({ state: 'cancelled' })
		.where('customer_id', 'in', customers)
		.where('state', 'in', ['held', 'booked'])
		.execute();
	const theirs = tx.selectFrom('visits').select('id').where('customer_id', 'in', customers);
	for (const spans of ['visit_workers', 'visit_resources'] as const)
		await tx
			.updateTable(spans)
			.set({
				brief: sql`json_build_array(date_part('epoch', lower(span)), date_part('epoch', upper(span)), null, null)::text`,
			})
			.where('visit_id', 'in', theirs)
			.execute();
	await tx
		.updateTable('visits')
		.set({ address: '', note: '', phone: '', lat: null, lon: null })
		.where('customer_id', 'in', customers)
		.execute();
	await tx
		.updateTable('waitlist')
		.set({ answers: '{}', email: '', state: 'ended' })
		.set((eb) => ({ ended_by: eb.fn.coalesce('ended_by', sql<WaitingEnd>`'left'`) }))
		.where('customer_id', 'in', customers)
		.execute();
	await tx
		.updateTable('visit_plans')
		.set({ answers: '{}', email: '', active: false })
		.where('customer_id', 'in', customers)
		.execute();
	await tx.updateTable('visit_ratings').set({ comment: '' }).where('customer_id', 'in', customers).execute();
};
