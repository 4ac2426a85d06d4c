import { keyOf } from './level.ts';
import { evenly } from './sample.ts';
import type { Absence, ScoredDocument } from './types.ts';

/** A question put to a base that lacks something; `right` is undefined where the answer was taken away. */
type Exam = { question: string; lang: string; right: string | undefined };

/** A base with something absent, and the questions to ask it. */
export type Fold = { absence: Absence; exams: Exam[] };

const EXAMS = 700;
const GONE_SHARE = 10;

/**
 * Examinations of a base by its own example questions. In each fold one question of every translation is left out and asked again, and
 * a tenth of the articles are gone altogether, so that their questions have no answer. Small bases are examined up to ten times, large
 * ones once with some of their translations. Those with a single example question are only ever gone.
 */
export function folds(documents: readonly ScoredDocument[]): Fold[] {
	const asked = keyed(documents.filter(({ questions }) => questions.length > 0));
	const rounds = Math.min(GONE_SHARE, Math.max(1, Math.floor(EXAMS / Math.max(1, asked.length))));
	const sampled = asked.length <= EXAMS ? asked : evenly(asked, EXAMS);
	return Array.from({ length: asked.length > 1 ? rounds : 0 }, (_, round) => foldOf(sampled, round));
}

type Keyed = ScoredDocument & { key: number };

/**
 * Keys that look random, from the order in which the articles come: ids differ between installations, and what is learnt should not.
 * In plain order, articles of one topic would never be gone together.
 */
function keyed(documents: readonly ScoredDocument[]): Keyed[] {
	const articles = [...new Set(documents.map(({ articleId }) => articleId))];
	const keys = new Map(articles.map((id, number) => [id, keyOf(`${number}`)]));
	return documents.map((document) => ({ ...document, key: keys.get(document.articleId)! }));
}

function foldOf(asked: readonly Keyed[], round: number): Fold {
	const articles = new Set<string>();
	const absent = new Map<string, Set<string>>();
	const exams: Exam[] = [];
	for (const { articleId, lang, questions, key } of asked) {
		const gone = key % GONE_SHARE === round % GONE_SHARE;
		if (!gone && questions.length < 2) continue;
		const question = questions[(key + round) % questions.length]!;
		exams.push({ question, lang, right: gone ? undefined : articleId });
		if (gone) articles.add(articleId);
		else absent.set(articleId, new Set(absent.get(articleId)).add(question));
	}
	return { absence: { articles, questions: absent }, exams };
}

/** The documents as they are while something is absent. */
export function without<D extends Pick<ScoredDocument, 'articleId' | 'questions'>>(
	documents: readonly D[],
	{ articles, questions }: Absence,
): D[] {
	return documents
		.filter(({ articleId }) => !articles.has(articleId))
		.map((document) => {
			const left = questions.get(document.articleId);
			return left ? { ...document, questions: document.questions.filter((question) => !left.has(question)) } : document;
		});
}
