import { type Selectable, sql } from 'kysely';
import type { Tables } from '../db.ts';
import type { JobKind } from '../jobs.ts';
import { now, type Transact } from '../transaction.ts';
import '../tables.ts';
import type { Storage } from './storage.ts';

const DAY_MS = 86_400_000;
const BATCH = 100;

export function sweepFilesJob(parts: { storage: Storage; transact: Transact }): JobKind<object> {
	return { name: 'files.sweep', retries: 0, every: '23 * * * *', handle: async () => void (await sweepFiles(parts)) };
}

/**
 * Removes uploads that nothing was made of within a day, and what killed uploads left. Returns how many files went.
 * One that cannot be removed now (its bucket does not answer) holds up no other and is tried again at the next sweep.
 */
export async function sweepFiles({ storage, transact }: { storage: Storage; transact: Transact }): Promise<number> {
	await storage.clearStaging(new Date(Date.now() - DAY_MS));
	for (let removed = 0; ;) {
		const files = await claim(transact);
		const results = await Promise.allSettled(files.map((file) => remove(storage, transact, file)));
		removed += results.filter(({ status }) => status === 'fulfilled').length;
		const failed = results.some(({ status }) => status === 'rejected');
		if (files.length < BATCH || failed) return removed;
	}
}

type Claimed = Pick<Selectable<Tables['files']>, 'id' | 'storage_key' | 'variants'>;

async function remove(storage: Storage, transact: Transact, { id, storage_key, variants }: Claimed): Promise<void> {
	await storage.remove([storage_key, ...variants.map((variant) => variant.storage_key)]);
	await transact((tx) => tx.deleteFrom('files').where('id', '=', id).execute());
}

/** Nobody can attach them any more once they are nobody's; bytes go before the row, so that a crash forgets none. */
function claim(transact: Transact) {
	return transact((tx) =>
		tx
			.updateTable('files')
			.set({ uploaded_by: 'nobody' })
			.where('id', 'in', (eb) =>
				eb
					.selectFrom('files')
					.select('id')
					.where('owner_id', 'is', null)
					.where('created_at', '<', sql<Date>`${now(tx)}::timestamptz - interval '1 day'`)
					.orderBy('created_at')
					.limit(BATCH)
					.forUpdate(),
			)
			.returning(['id', 'storage_key', 'variants'])
			.execute(),
	);
}
