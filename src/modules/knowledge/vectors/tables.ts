declare module '#core/db.ts' {
	interface Tables {
		translation_vectors: {
			translation_id: string;
			model: string;
			content_hash: string;
			passage_hashes: string[];
			dimensions: number;
			vectors: Buffer;
		};
	}
}

/** The refresh topic under which new vectors of translations are announced. */
export const VECTORS = 'vectors';
