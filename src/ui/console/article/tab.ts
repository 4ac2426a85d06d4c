const KEY = 'saunders.tab';

/** Names this tab, the same after a reload. */
export function tabId(): string {
	const known = sessionStorage.getItem(KEY);
	if (known) return known;
	const made = Math.random().toString(36).slice(2, 12);
	sessionStorage.setItem(KEY, made);
	return made;
}
