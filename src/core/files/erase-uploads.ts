import type { Eraser } from '../events/eraser.ts';
import '../tables.ts';

/** Uploads of theirs that nothing was made of become nobody's, nameless and old enough for the next sweep, which removes the bytes. */
export const eraseUploads: Eraser = async (tx, customers) => {
	await tx
		.updateTable('files')
		.set({ uploaded_by: 'nobody', name: '', created_at: new Date(0) })
		.where('owner_id', 'is', null)
		.where(
			'uploaded_by',
			'in',
			customers.map((id) => `customer:${id}`),
		)
		.execute();
};
