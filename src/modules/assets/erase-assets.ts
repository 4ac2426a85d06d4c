import type { Eraser } from '#core/events/eraser.ts';
import './tables.ts';

/** The machine is still there; whose it is and where it stands is forgotten. */
export const eraseAssets: Eraser = async (tx, customers) => {
	await tx
		.updateTable('assets')
		.set({ customer_id: null, address: '' })
		.where('customer_id', 'in', customers)
		.execute();
};
