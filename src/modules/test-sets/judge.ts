import { CHOICES, type Considered } from '#modules/assistant/index.ts';
import { type Verdict, verdictOf } from '#modules/gaps/index.ts';
import type { Expected } from './expected.ts';

export type Expectation = { expected: Expected; article_id: string | null };
export type Judged = Verdict & { passed: boolean };

/** What a question is answered, and whether that is what is expected. */
export function judge({ expected, article_id }: Expectation, considered: Considered): Judged {
	const verdict = verdictOf(considered);
	const shown = considered.candidates.slice(0, CHOICES).map(({ articleId }) => articleId);
	return { ...verdict, passed: HOLDS[expected](verdict, article_id ?? '', shown) };
}

const HOLDS: Record<Expected, (verdict: Verdict, article: string, shown: readonly string[]) => boolean> = {
	answer: ({ outcome, article_id }, article) => outcome === 'answer' && article_id === article,
	found: ({ outcome }, article, shown) => outcome !== 'unsure' && shown.includes(article),
	unsure: ({ outcome }) => outcome === 'unsure',
};
