import type { View } from '#modules/inbox/browser.ts';
import type { Promised, Tag } from './types.ts';

/** What is looked for, as it stands in the address of the page and in that of the API. */
export type Filter = {
	view?: string;
	assignee?: string;
	team?: string;
	tag?: string;
	lang?: string;
	channel?: string;
	q?: string;
	sort?: string;
};

export type { Tag };

type Author = 'customer' | 'assistant' | 'agent' | 'system';

/** A row of the inbox, as the API tells it. */
export type Item = {
	id: string;
	subject: string;
	status: 'open' | 'closed';
	holder: 'assistant' | 'team';
	lang: string;
	channel: string;
	waiting_since: string | null;
	snoozed_until: string | null;
	last_message_at: string;
	created_at: string;
	customer: { id: string; name: string | null; email?: string | null; assurance: string };
	assignee: { id: string; name: string } | null;
	last: { author: Author; kind: string; excerpt: string; at: string } | null;
	team: { id: string; name: string } | null;
	promise: Pick<Promised, 'id' | 'kind' | 'state' | 'due_at'> | null;
	unread: boolean;
	tags: Tag[];
	/** The newest message that says what was looked for, and where in it. */
	found?: { author: Author; kind: string; at: string; excerpt: string; marks: [number, number][] } | null;
};

export type Page = { items: Item[]; next_cursor: string | null };
export type Counts = Partial<Record<View | 'for_me' | 'colleague_questions', number>>;

const NAMES = ['view', 'assignee', 'team', 'tag', 'lang', 'channel', 'q', 'sort'] as const;

export function filterOf(search: Pick<URLSearchParams, 'get'>): Filter {
	return Object.fromEntries(NAMES.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))) as Filter;
}

export function searchOf(filter: Filter): string {
	return new URLSearchParams(NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))).toString();
}

/** Words are looked for once, not kept. */
export const filterToSave = (filter: Filter): Filter => filterOf(new URLSearchParams(searchOf({ ...filter, q: '' })));

/** The address of a list, or of a conversation opened from it. */
export function inboxHref(filter: Filter, id?: string): string {
	const search = searchOf(filter);
	return `/console/inbox${id ? `/${id}` : ''}${search ? `?${search}` : ''}`;
}
