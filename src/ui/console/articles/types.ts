import type { Branch, Filter, Tree, View } from '#modules/knowledge/index.ts';

export type { Branch, Filter, Tree, View };

export type Status = 'draft' | 'published' | 'archived';

/** As the API tells it. */
export type Article = {
	id: string;
	external_id: string;
	collection_id: string | null;
	title: string;
	lang: string;
	owner_id: string | null;
	review_by: string | null;
	trashed_at: string | null;
	updated_at: string;
	translations: {
		id: string;
		lang: string;
		title: string;
		status: Status;
		version: number;
		source: 'import' | 'staff';
		has_draft: boolean;
		publish_at: string | null;
		updated_at: string;
	}[];
	match: { lang: string; title: string; excerpt: string } | null;
};

export type ArticlePage = { items: Article[]; next_cursor: string | null; total: number };

export type ActReport = {
	id?: string | null;
	changed: number;
	unchanged: number;
	failed: { id: string; code: string }[];
};

export const articleHref = (id: string, lang?: string, block?: string) =>
	`/console/articles/${id}${lang ? `/${lang}` : ''}${block ? `#${block}` : ''}`;
