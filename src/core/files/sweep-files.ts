import { type Selectable, sql } from 'kysely';
import type { Tables } from '../db.ts';
import type { JobKind } from '../jobs.ts';
import type { Log } from '../log.ts';
import { now, type Transact } from '../transaction.ts';
import '../tables.ts';
import type { Storage } from './storage.ts';

const DAY_MS = 86_400_000;
const BATCH = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Parts = { storage: Storage; transact: Transact; log: Log };

export function sweepFilesJob(parts: Parts): JobKind<object> {
	return { name: 'files.sweep', retries: 0, every: '23 * * * *', handle: async () => void (await sweepFiles(parts)) };
}

/**
 * Removes uploads that nothing was made of within a day, and what killed uploads left. Returns how many files went.
 * One that cannot be removed now (its bucket does not answer) holds up no other and is tried again at the next sweep.
 */
export async function sweepFiles({ storage, transact, log }: Parts): Promise<number> {
	await storage.clearStaging(new Date(Date.now() - DAY_MS));
	let removed = 0;
	for (let last = FIRST_ID; ;) {
		const files = await claim(transact, last);
		// One after another: a sweep may wait, requests for connections may not.
		for (const file of files) {
			const trouble = await remove(storage, transact, file);
			if (trouble) log.warn({ file: file.id, err: trouble.message }, 'file not removed');
			else removed++;
		}
		last = files.at(-1)?.id ?? last;
		if (files.length < BATCH) return removed;
	}
}

type Claimed = Pick<Selectable<Tables['files']>, 'id' | 'storage_key' | 'variants'>;

async function remove(storage: Storage, transact: Transact, file: Claimed): Promise<Error | undefined> {
	try {
		await storage.remove([file.storage_key, ...file.variants.map((variant) => variant.storage_key)]);
		await transact((tx) => tx.deleteFrom('files').where('id', '=', file.id).execute());
		return undefined;
	} catch (error) {
		return error as Error;
	}
}

/** Nobody can attach them any more once they are nobody's; bytes go before the row, so that a crash forgets none. In the order of their ids. */
async function claim(transact: Transact, after: string): Promise<Claimed[]> {
	const files = await transact((tx) =>
		tx
			.updateTable('files')
			.set({ uploaded_by: 'nobody' })
			.where('id', 'in', (eb) =>
				eb
					.selectFrom('files')
					.select('id')
					.where('owner_id', 'is', null)
					.where('created_at', '<', sql<Date>`${now(tx)}::timestamptz - interval '1 day'`)
					.where('id', '>', after)
					.orderBy('id')
					.limit(BATCH)
					.forUpdate(),
			)
			.returning(['id', 'storage_key', 'variants'])
			.execute(),
	);
	return files.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
