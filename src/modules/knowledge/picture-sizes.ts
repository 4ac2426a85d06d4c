import type { Db } from '#core/db.ts';
import { fileIdOf } from './import-files.ts';

type Size = { width: number; height: number };

/** Sizes in points for those of the addresses that are pictures kept here. Answers a function from address to size. */
export async function pictureSizes(
	db: Db,
	addresses: readonly string[],
): Promise<(address: string) => Size | undefined> {
	const ids = [...new Set(addresses.flatMap((address) => fileIdOf(address) ?? []))];
	if (ids.length === 0) return () => undefined;
	const rows = await db.selectFrom('files').select(['id', 'storage_key', 'variants']).where('id', 'in', ids).execute();
	// Among the sizes in which a picture can be had is the original.
	const sizes = new Map(
		rows.map(({ id, storage_key, variants }) => [id, variants.find((size) => size.storage_key === storage_key)]),
	);
	return (address) => sizes.get(fileIdOf(address) ?? '');
}
