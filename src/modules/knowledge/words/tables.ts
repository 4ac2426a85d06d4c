import type { Generated } from 'kysely';

declare module '#core/db.ts' {
	interface Tables {
		taught_words: {
			id: string;
			lang: string;
			kind: 'synonym' | 'stop';
			phrase: string;
			means: Generated<string>;
			both_ways: Generated<boolean>;
			created_at: Date;
		};
	}
}

/** The refresh topic under which changes of taught words are announced. */
export const WORDS = 'words';
