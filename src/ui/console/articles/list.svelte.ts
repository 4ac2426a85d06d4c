import { SvelteSet } from 'svelte/reactivity';
import { call } from '../call.ts';
import type { ActReport, Article, ArticlePage, Filter } from './types.ts';

/** What an act asks for, as the API takes it. */
export type Wish = { kind: string } & Record<string, unknown>;

/** The articles on the page, which of them are chosen, and what is done to them: shown at once, put right when the server thinks otherwise. */
export class ArticleList {
	items = $state.raw<Article[]>([]);
	total = $state(0);
	next = $state<string | null>(null);
	readonly chosen = new SvelteSet<string>();
	/** From here a choice with Shift reaches. */
	#anchor: string | undefined;

	show({ items, total, next_cursor }: ArticlePage): void {
		this.items = items;
		this.total = total;
		this.next = next_cursor;
		const there = new Set(items.map(({ id }) => id));
		for (const id of this.chosen) if (!there.has(id)) this.chosen.delete(id);
	}

	async more(filter: Filter, lang: string): Promise<void> {
		const search = new URLSearchParams({ titles_in: lang, cursor: this.next ?? '' });
		for (const [name, value] of Object.entries(filter)) if (value) search.set(name, value);
		const page = await call<ArticlePage>('GET', `/knowledge/articles?${search}`);
		const there = new Set(this.items.map(({ id }) => id));
		this.items = [...this.items, ...page.items.filter(({ id }) => !there.has(id))];
		this.next = page.next_cursor;
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

	/** Shows the outcome first and asks then. `gone` says whether they leave this list. */
	async act(
		ids: readonly string[],
		wish: Wish,
		expected: { gone: boolean; change?: (article: Article) => Article },
	): Promise<ActReport> {
		const before = { items: this.items, total: this.total };
		const touched = new Set(ids);
		const { gone, change = (article) => article } = expected;
		this.items = gone
			? this.items.filter(({ id }) => !touched.has(id))
			: this.items.map((item) => (touched.has(item.id) ? change(item) : item));
		if (gone) this.total -= before.items.length - this.items.length;
		this.chosen.clear();
		try {
			// What is shown as done is done, also when the tab is closed on it.
			return await call<ActReport>('POST', '/knowledge/acts', { body: { ...wish, ids }, keepalive: true });
		} catch (error) {
			this.items = before.items;
			this.total = before.total;
			for (const id of ids) this.chosen.add(id);
			throw error;
		}
	}

	/** Puts one before another on the page, as it will be when the server has done so. */
	place(ids: readonly string[], before: string | null): void {
		const moving = this.items.filter(({ id }) => ids.includes(id));
		const staying = this.items.filter(({ id }) => !ids.includes(id));
		const at = staying.findIndex(({ id }) => id === before);
		this.items = staying.toSpliced(at < 0 ? staying.length : at, 0, ...moving);
	}
}
