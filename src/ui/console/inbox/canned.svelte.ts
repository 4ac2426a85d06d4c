import { call } from '../call.ts';

export type Canned = {
	id: string;
	title: string;
	shortcut: string | null;
	folder: string;
	bodies: Record<string, string>;
	/** In the language that was asked for, or what comes nearest. */
	text: string;
	is_shared: boolean;
};

const known = new Map<string, Promise<Canned[]>>();

/** What is said often, in a language; fetched once a page. */
export function cannedIn(lang: string): Promise<Canned[]> {
	const there = known.get(lang);
	if (there) return there;
	const fetched = call<{ items: Canned[] }>('GET', `/canned-replies?lang=${lang}`).then(({ items }) => items);
	known.set(lang, fetched);
	fetched.catch(() => known.delete(lang));
	return fetched;
}

/** Somebody changed them. */
export const forgetCanned = () => known.clear();

const words = (text: string) => text.toLocaleLowerCase();

/** Those that fit what is typed: by their shortcuts first. */
export function cannedFor(all: readonly Canned[], typed: string): Canned[] {
	const word = words(typed);
	const rank = ({ shortcut, title, text }: Canned) =>
		words(shortcut ?? '').startsWith(word) ? 0 : words(title).includes(word) ? 1 : words(text).includes(word) ? 2 : 3;
	return all.filter((each) => rank(each) < 3).toSorted((a, b) => rank(a) - rank(b));
}
