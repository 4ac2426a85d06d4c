import type { Db } from '#core/db.ts';
import { lengthOf } from './quantise.ts';
import './tables.ts';

/** The vectors of a translation's passages, one after the other, and their lengths. */
export type Entry = {
	id: string;
	articleId: string;
	lang: string;
	vectors: Int8Array;
	lengths: Float32Array;
	dimensions: number;
};

type VectorMemory = {
	entries(): Iterable<Entry>;
	size(): { translations: number; bytes: number };
	/** Takes in all vectors of a model in place of what was there. Returns how many translations did not fit. */
	fill(model: string): Promise<number>;
	/** Reads those of some translations anew. */
	renew(model: string, ids: readonly string[]): Promise<void>;
};

const PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Vectors of published passages up to so many bytes; translations beyond that are left to the words alone. */
export function vectorMemory(db: Db, mostBytes: number): VectorMemory {
	let entries = new Map<string, Entry>();
	let bytes = 0;
	const drop = (id: string) => {
		bytes -= entries.get(id)?.vectors.length ?? 0;
		entries.delete(id);
	};
	const keep = (entry: Entry): boolean => {
		drop(entry.id);
		if (bytes + entry.vectors.length > mostBytes) return false;
		entries.set(entry.id, entry);
		bytes += entry.vectors.length;
		return true;
	};
	return {
		entries: () => entries.values(),
		size: () => ({ translations: entries.size, bytes }),
		fill: async (model) => {
			entries = new Map();
			bytes = 0;
			let left = 0;
			for (let after = FIRST; ;) {
				const next = rows(db, model).where('v.translation_id', '>', after).orderBy('v.translation_id').limit(PAGE);
				const page = await next.execute();
				for (const row of page) if (!keep(entryOf(row))) left++;
				const last = page.at(-1);
				if (!last) return left;
				after = last.id;
			}
		},
		renew: async (model, ids) => {
			ids.forEach(drop);
			for (const row of await rows(db, model).where('v.translation_id', 'in', ids).execute()) keep(entryOf(row));
		},
	};
}

const rows = (db: Db, model: string) =>
	db
		.selectFrom('translation_vectors as v')
		.innerJoin('translations as t', 't.id', 'v.translation_id')
		.select(['v.translation_id as id', 't.article_id', 't.lang', 'v.vectors', 'v.dimensions'])
		.where('v.model', '=', model)
		.where('v.dimensions', '>', 0);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function entryOf({ id, article_id, lang, vectors: stored, dimensions }: Row): Entry {
	// A copy: the driver's buffer is a window on a larger one that it would keep alive.
	const vectors = Int8Array.from(stored, (byte) => (byte << 24) >> 24);
	const lengths = Float32Array.from({ length: Math.floor(vectors.length / dimensions) }, (_, i) =>
		lengthOf(vectors, i * dimensions, dimensions),
	);
	return { id, articleId: article_id, lang, vectors, lengths, dimensions };
}
