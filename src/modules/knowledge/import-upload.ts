import { type Actor, authorise } from '#core/access.ts';
import { touch } from '#core/refresh.ts';
import type { Upload } from './formats/read-upload.ts';
import { type ImportOptions, type ImportReport, importArticles } from './import-articles.ts';
import type { FileStore } from './import-files.ts';
import { canWrite } from './policy.ts';
import { putCollectionQuietly } from './put-collection.ts';
import { KNOWLEDGE } from './topic.ts';

/** Imports whatever an upload held: its collections first, outer ones before inner ones, then its articles. */
export async function importUpload(
	store: FileStore,
	actor: Actor,
	{ collections, items, close }: Upload,
	options: ImportOptions = {},
): Promise<ImportReport> {
	authorise(canWrite(actor), actor);
	const outerFirst = collections.toSorted((a, b) => Number(a.parent !== undefined) - Number(b.parent !== undefined));
	try {
		if (!options.dryRun && collections.length > 0)
			await store.transact(async (tx) => {
				const ids: string[] = [];
				for (const collection of outerFirst) ids.push(await putCollectionQuietly(tx, actor, collection));
				await touch(tx, KNOWLEDGE, ids);
			});
		return await importArticles(store, actor, items, options);
	} finally {
		close?.();
	}
}
