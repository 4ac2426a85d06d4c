import { SvelteSet } from 'svelte/reactivity';
import { call } from '../call.ts';
import { searchOf } from './address.ts';
import type { ActReport, Article, ArticlePage, Filter } from './types.ts';

/** What an act asks for, as the API takes it. */
export type Wish = { kind: string } & Record<string, unknown>;
/** What the list will be like when the server has done it. */
export type Expected = { gone: boolean; change?: (article: Article) => Article; before?: string | null };

/** As many rows as the API gives at once. */
const MOST = 200;

/** The articles on the page, which of them are chosen, and what is done to them: shown at once, put right when the server thinks otherwise. */
export class ArticleList {
	items = $state.raw<Article[]>([]);
	total = $state(0);
	next = $state<string | null>(null);
	readonly chosen = new SvelteSet<string>();
	/** From here a choice with Shift reaches. */
	#anchor: string | undefined;
	/** The address of the rows, without the part that says which page. */
	#search = '';

	/** Shows the first page. In the same list, what was fetched behind it stays in sight while it is fetched anew. */
	show({ items, total, next_cursor }: ArticlePage, filter: Filter, lang: string): void {
		const search = `${searchOf(filter)}&titles_in=${lang}`;
		const isLonger = search === this.#search && this.items.length > items.length;
		const behind = isLonger && next_cursor !== null ? without(this.items, items) : [];
		this.#search = search;
		this.items = [...items, ...behind];
		this.total = total;
		if (behind.length === 0) this.next = next_cursor;
		const there = new Set(this.items.map(({ id }) => id));
		for (const id of this.chosen) if (!there.has(id)) this.chosen.delete(id);
		if (behind.length > 0) void this.#lookBehind(items, next_cursor, behind.length);
	}

	async more(): Promise<void> {
		const cursor = this.next;
		const page = await this.#fetch(cursor);
		// Another list, or a longer one, is shown by now.
		if (this.next !== cursor) return;
		this.items = [...this.items, ...without(page.items, this.items)];
		this.next = page.next_cursor;
	}

	async #lookBehind(first: readonly Article[], cursor: string | null, count: number): Promise<void> {
		const shown = this.items;
		const pages = Math.ceil(count / first.length);
		const page = await this.#fetch(cursor, Math.min(pages * first.length, MOST)).catch(() => undefined);
		if (!page || this.items !== shown) return;
		this.items = [...first, ...without(page.items, first)];
		this.next = page.next_cursor;
	}

	#fetch(cursor: string | null, limit?: number): Promise<ArticlePage> {
		const search = new URLSearchParams(this.#search);
		search.set('cursor', cursor ?? '');
		if (limit) search.set('limit', String(limit));
		return call<ArticlePage>('GET', `/knowledge/articles?${search}`);
	}

	choose(id: string, reach: boolean): void {
		const wanted = !this.chosen.has(id);
		const ids = this.items.map((item) => item.id);
		const from = reach && this.#anchor !== undefined ? ids.indexOf(this.#anchor) : -1;
		const to = ids.indexOf(id);
		const range = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
		for (const one of range)
			if (wanted) this.chosen.add(one);
			else this.chosen.delete(one);
		this.#anchor = id;
	}

	chooseAll(): void {
		if (this.chosen.size === this.items.length) this.chosen.clear();
		else for (const { id } of this.items) this.chosen.add(id);
	}

	/** Shows the outcome first and asks then. `gone`: whether they leave this list; `before`: before whom they come to stand, null for the end. */
	async act(ids: readonly string[], wish: Wish, expected: Expected): Promise<ActReport> {
		const was = { items: this.items, total: this.total };
		const touched = new Set(ids);
		const { gone, change = (article) => article, before } = expected;
		this.items = gone
			? this.items.filter(({ id }) => !touched.has(id))
			: this.items.map((item) => (touched.has(item.id) ? change(item) : item));
		if (gone) this.total -= was.items.length - this.items.length;
		if (before !== undefined) this.#place(ids, before);
		this.chosen.clear();
		try {
			// What is shown as done is done, also when the tab is closed on it.
			return await call<ActReport>('POST', '/knowledge/acts', { body: { ...wish, ids }, keepalive: true });
		} catch (error) {
			this.items = was.items;
			this.total = was.total;
			for (const id of ids) this.chosen.add(id);
			throw error;
		}
	}

	#place(ids: readonly string[], before: string | null): void {
		const moving = this.items.filter(({ id }) => ids.includes(id));
		const staying = this.items.filter(({ id }) => !ids.includes(id));
		const at = staying.findIndex(({ id }) => id === before);
		this.items = staying.toSpliced(at < 0 ? staying.length : at, 0, ...moving);
	}
}

function without(items: readonly Article[], others: readonly Article[]): Article[] {
	const there = new Set(others.map(({ id }) => id));
	return items.filter(({ id }) => !there.has(id));
}
