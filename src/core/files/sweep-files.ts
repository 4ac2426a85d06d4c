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
	let removed = 0;
	for (;;) {
		const files = await claim(transact);
		let failed = 0;
		// One after another: a sweep may wait, requests for connections may not.
		for (const file of files) {
			if (await remove(storage, transact, file)) removed++;
			else failed++;
		}
		if (files.length < BATCH || failed > 0) return removed;
	}
}

type Claimed = Pick<Selectable<Tables['files']>, 'id' | 'storage_key' | 'variants'>;

async function remove(storage: Storage, transact: Transact, file: Claimed): Promise<boolean> {
	try {
		await storage.remove([file.storage_key, ...file.variants.map((variant) => variant.storage_key)]);
		await transact((tx) => tx.deleteFrom('files').where('id', '=', file.id).execute());
		return true;
	} catch {
		return false;
	}
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
