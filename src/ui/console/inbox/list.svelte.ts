import { SvelteSet } from 'svelte/reactivity';
import { call } from '../call.ts';
import type { Item, Page } from './list-types.ts';

const PAGE = 50;
/** As many as the API gives at once. */
const MOST = 100;
const MOST_FOUND = 50;
/** Hints come in bunches, and one look answers all of them. */
const GATHER_MS = 250;

/** The rows of the inbox: fetched by the page, kept in step by hints, and left where they are while somebody reads further down. */
export class InboxList {
	items = $state.raw<readonly Item[]>([]);
	next = $state<string | null>(null);
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	/** New ones at the top that are not shown yet, since that would push away what is being read. */
	fresh = $state(0);
	readonly chosen = new SvelteSet<string>();
	#search = '';
	#held: Page | undefined;
	#anchor: string | undefined;
	#isScrolled = () => false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `isScrolled`: whether the top of the list is out of sight. */
	watch(isScrolled: () => boolean): () => void {
		this.#isScrolled = isScrolled;
		return () => clearTimeout(this.#timer);
	}

	async show(search: string): Promise<void> {
		this.#search = search;
		this.#held = undefined;
		this.fresh = 0;
		this.chosen.clear();
		this.state = 'loading';
		try {
			const page = await this.#fetch({ limit: PAGE });
			if (this.#search !== search) return;
			this.#put(page.items, page.next_cursor);
			this.state = 'ready';
		} catch {
			if (this.#search === search) this.state = 'failed';
		}
	}

	/** Something changed somewhere: what is in sight is looked at again, soon. */
	hint(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.again().catch(() => {});
		}, GATHER_MS);
	}

	async again(): Promise<void> {
		if (this.state !== 'ready') return;
		const search = this.#search;
		const page = await this.#fetch({ limit: Math.min(MOST, Math.max(PAGE, this.items.length)) });
		if (this.#search !== search) return;
		const known = new Set(this.items.map(({ id }) => id));
		const added = page.items.filter(({ id }) => !known.has(id)).length;
		if (added === 0 || !this.#isScrolled()) return this.#merge(page);
		this.fresh = added;
		this.#held = page;
		// Where they stand they stay, with what is new of them.
		const newer = new Map(page.items.map((item) => [item.id, item]));
		this.#put(
			this.items.map((item) => newer.get(item.id) ?? item),
			this.next,
		);
	}

	/** Shows what was held back. */
	reveal(): void {
		if (this.#held) this.#merge(this.#held);
	}

	#merge({ items, next_cursor }: Page): void {
		this.fresh = 0;
		this.#held = undefined;
		// What was fetched behind the first pages stays.
		const there = new Set(items.map(({ id }) => id));
		const last = items.at(-1)?.id;
		const from = this.items.findIndex(({ id }) => id === last);
		const behind =
			items.length === MOST && from >= 0 ? this.items.slice(from + 1).filter(({ id }) => !there.has(id)) : [];
		this.#put([...items, ...behind], behind.length > 0 ? this.next : next_cursor);
	}

	/** A row that says the same stays the same object, so that only those that changed are drawn anew. */
	#put(items: readonly Item[], next: string | null): void {
		const before = new Map(this.items.map((item) => [item.id, item]));
		this.items = items.map((item) => {
			const known = before.get(item.id);
			return known && JSON.stringify(known) === JSON.stringify(item) ? known : item;
		});
		this.next = next;
		const there = new Set(items.map(({ id }) => id));
		for (const id of this.chosen) if (!there.has(id)) this.chosen.delete(id);
	}

	async more(): Promise<void> {
		const { next } = this;
		if (!next) return;
		const page = await this.#fetch({ cursor: next, limit: PAGE });
		if (this.next !== next) return;
		const there = new Set(this.items.map(({ id }) => id));
		this.#put([...this.items, ...page.items.filter(({ id }) => !there.has(id))], page.next_cursor);
	}

	#fetch(page: { cursor?: string; limit: number }): Promise<Page> {
		const search = new URLSearchParams(this.#search);
		if (page.cursor) search.set('cursor', page.cursor);
		const isSearch = search.has('q');
		// What is found comes the newest first, always.
		if (isSearch) search.delete('sort');
		search.set('limit', String(isSearch ? Math.min(page.limit, MOST_FOUND) : page.limit));
		return call<Page>('GET', `/inbox${isSearch ? '/search' : ''}?${search}`);
	}

	/** Chooses it or lets it go; with `reach` all from the one that was chosen last. */
	choose(id: string, reach = false): void {
		const ids = this.items.map((item) => item.id);
		const from = reach && this.#anchor !== undefined ? ids.indexOf(this.#anchor) : -1;
		const to = ids.indexOf(id);
		const wanted = !this.chosen.has(id);
		for (const one of from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1))
			if (wanted || reach) this.chosen.add(one);
			else this.chosen.delete(one);
		this.#anchor = id;
	}
}
