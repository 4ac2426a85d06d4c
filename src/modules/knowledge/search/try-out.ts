import { inTurns } from '#core/in-turns.ts';
import { baseLang } from '#core/text/languages.ts';
import { forkFor } from './fork.ts';
import { type SearchIndex, upsert } from './search-index.ts';
import type { SearchDocument } from './types.ts';

/** `isStale`: the index changed since, so that the fork is of no use any more. */
export type TriedOut = { index: SearchIndex; isStale(): boolean };

/** The index as it would be with these documents in it; nothing of it is published. Begins again when the index changes meanwhile. */
export async function tryOut(current: () => SearchIndex, documents: readonly SearchDocument[]): Promise<TriedOut> {
	const langs = new Set(documents.map(({ lang }) => baseLang(lang)));
	const turn = inTurns();
	for (;;) {
		const base = current();
		const { changes } = base;
		const isStale = () => current() !== base || base.changes !== changes;
		const index = documents.length > 0 ? forkFor(base, langs) : base;
		for (const document of documents) {
			await turn();
			if (isStale()) break;
			upsert(index, document);
		}
		if (!isStale()) return { index, isStale };
	}
}
