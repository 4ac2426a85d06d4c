import { isId } from '#core/ids.ts';
import type { Seen } from '#ui/chat/shapes.ts';

const LONGEST = 2_000;

/** With what a link leads into the chat: a question of the visitor's, an article, or words they searched for. */
export function seenIn({ searchParams }: URL): Seen {
	const of = (name: string) => searchParams.get(name)?.trim() ?? '';
	const [question, article, q] = [of('question'), of('article'), of('q').slice(0, LONGEST)];
	return {
		...(isId(question) && { question_id: question }),
		...(isId(article) && { articles: [article] }),
		...(q && { question: q }),
	};
}
