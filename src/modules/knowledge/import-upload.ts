import { type Actor, authorise } from '#core/access.ts';
import { touch } from '#core/refresh.ts';
import { inSavepoint } from '#core/transaction.ts';
import type { CollectionInput } from './formats/article-input.ts';
import type { Upload } from './formats/read-upload.ts';
import {
	failureOf,
	type ImportFailure,
	type ImportOptions,
	type ImportReport,
	importArticles,
} from './import-articles.ts';
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
	try {
		const failed = options.dryRun || options.from ? [] : await importCollections(store, actor, collections);
		return await importArticles(store, actor, items, { failed, ...options });
	} finally {
		close?.();
	}
}

/** A collection that cannot stand where it should is named and stops no other. */
async function importCollections(
	store: FileStore,
	actor: Actor,
	collections: readonly CollectionInput[],
): Promise<ImportFailure[]> {
	const failed: ImportFailure[] = [];
	if (collections.length === 0) return failed;
	const outerFirst = collections.toSorted((a, b) => Number(a.parent !== undefined) - Number(b.parent !== undefined));
	await store.transact(async (tx) => {
		const changed: string[] = [];
		for (const collection of outerFirst)
			await inSavepoint(tx, () => putCollectionQuietly(tx, actor, collection)).then(
				({ id, isChanged }) => isChanged && changed.push(id),
				(error: unknown) => failed.push(failureOf(collection.external_id, error)),
			);
		if (changed.length > 0) await touch(tx, KNOWLEDGE, changed);
	});
	return failed;
}
