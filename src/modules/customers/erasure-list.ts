import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isId } from '#core/ids.ts';
import type { Erasure } from './erase-all.ts';

/** Beside the database, so that it outlives one that is lost or made anew: a line an erasure, its id and time. Nothing personal is in it. */
const placeOf = (dataDir: string) => path.join(dataDir, 'erasures');

export async function addToList(dataDir: string, erasures: readonly Erasure[]): Promise<void> {
	// Each begins its own line: the one before may have been cut off by a crash.
	const lines = erasures.map(({ customer_id, at }) => `\n${customer_id} ${at.toISOString()}`);
	const file = await open(placeOf(dataDir), 'a', 0o600);
	try {
		await file.write(lines.join(''));
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Each customer once; a line without a whole id names nobody. */
export async function readList(dataDir: string): Promise<Erasure[]> {
	const text = await readFile(placeOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	const found = text.split('\n').flatMap((line) => {
		const [customer_id = '', at = ''] = line.split(' ');
		const erasure = { customer_id, at: new Date(at) };
		return isId(customer_id) && !Number.isNaN(erasure.at.getTime()) ? [erasure] : [];
	});
	return uniqueOf(found);
}

/** The first time counts. */
export function uniqueOf(erasures: readonly Erasure[]): Erasure[] {
	return [...new Map(erasures.toReversed().map((erasure) => [erasure.customer_id, erasure])).values()];
}
