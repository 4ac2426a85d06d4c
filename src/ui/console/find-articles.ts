import { call } from './call.ts';

export type FoundArticle = { id: string; external_id: string; title: string; lang: string };

/** Articles in all states that hold these words, drafts too, with titles in a language where they have it. */
export async function findArticles(q: string, lang: string, signal?: AbortSignal): Promise<FoundArticle[]> {
	const path = `/knowledge/articles?q=${encodeURIComponent(q)}&titles_in=${lang}&limit=8`;
	return (await call<{ items: FoundArticle[] }>('GET', path, signal ? { signal } : {})).items;
}
