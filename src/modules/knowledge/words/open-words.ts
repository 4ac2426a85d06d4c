import type { Db } from '#core/db.ts';
import { type Refresher, topicVersion } from '#core/refresh.ts';
import type { OwnWords } from '../search/words.ts';
import { wordsInUse } from './list-words.ts';
import { WORDS } from './tables.ts';

export type Words = {
	/** What was taught, as this process knows it; undefined while that is nothing, so that search has nothing to do. */
	current(): OwnWords | undefined;
	/** Loads it and follows it from then on; `onChange` is called after each change. */
	open(onChange: () => void): Promise<void>;
	close(): void;
};

/** The owner's words in this process. */
export function openWords(db: Db, refresher: Refresher): Words {
	let words: OwnWords | undefined;
	let unwatch: (() => void) | undefined;
	const load = async () => {
		const read = await wordsInUse(db);
		words = read.size > 0 ? read : undefined;
	};
	return {
		current: () => words,
		open: async (changed) => {
			const from = await topicVersion(db, WORDS);
			await load();
			const onChange = async () => {
				await load();
				changed();
			};
			unwatch?.();
			unwatch = refresher.watch({ topic: WORDS, from, onChange });
		},
		close: () => unwatch?.(),
	};
}
