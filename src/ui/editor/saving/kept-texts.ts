import type { EditorText } from './merge-texts.ts';

/** Writing that the server does not have yet, with what it was based on, so that it can be merged with what others wrote since. */
export type Kept = { base: EditorText; revision: number; text: EditorText; at: number };

export type KeptTexts = {
	/** False when there is no room for it. */
	keep(kept: Kept): boolean;
	/** Leaves alone what another editor has kept in its place since. */
	forget(): void;
	/** What closed or crashed tabs left, oldest first; it is this tab's from now on. `own` is what this tab itself had before a reload. */
	takeOver(options?: { own: boolean }): Kept[];
};

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
type Place = {
	/** Such as `window.localStorage`: it is written while the page goes away, which a database in the browser is not. */
	store: Store;
	article: string;
	lang: string;
	/** Of this tab, the same after a reload. */
	tab: string;
	now(): number;
};

const PREFIX = 'saunders.writing';
/** A tab that lives writes more often while it has something unsaved. */
export const LIVING_MS = 10_000;

/** The writing of one translation in one tab. Tabs keep theirs apart; what a tab leaves behind the next one that opens the article takes over. */
export function keptTexts({ store, article, lang, tab, now }: Place): KeptTexts {
	const all = `${PREFIX}:${article}:${lang}:`;
	const own = all + tab;
	let known: string | null = null;
	return {
		keep: (kept) => {
			try {
				const json = JSON.stringify(kept);
				store.setItem(own, json);
				known = json;
				return true;
			} catch {
				return false;
			}
		},
		forget: () => {
			if (store.getItem(own) === known) store.removeItem(own);
		},
		takeOver: ({ own: withOwn } = { own: true }) => {
			if (withOwn) known = store.getItem(own);
			const left = keysOf(store)
				.filter((key) => key.startsWith(all))
				.flatMap((key) => {
					const kept = parsed(store.getItem(key));
					const isLeft = kept && (key === own ? withOwn : now() - kept.at > LIVING_MS);
					return isLeft ? [{ key, kept }] : [];
				});
			for (const { key } of left) if (key !== own) store.removeItem(key);
			return left.map(({ kept }) => kept).toSorted((a, b) => a.at - b.at);
		},
	};
}

const keysOf = (store: Store): string[] => Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');

/** Nothing where an older program wrote something else. */
function parsed(json: string | null): Kept | undefined {
	try {
		const kept = JSON.parse(json ?? '') as Partial<Kept>;
		return kept.text?.body && kept.base?.body && typeof kept.revision === 'number' ? (kept as Kept) : undefined;
	} catch {
		return undefined;
	}
}
