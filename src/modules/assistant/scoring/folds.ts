import { keyOf } from './level.ts';
import type { Absence, ScoredDocument } from './types.ts';

/** A question put to a base that lacks something; `right` is undefined where the answer was taken away. */
export type Exam = { question: string; lang: string; right: string | undefined };

/** A base with something absent, and the questions to ask it. */
export type Fold = { absence: Absence; exams: Exam[] };

const EXAMS = 1_000;
const GONE_SHARE = 10;

/**
 * Examinations of a base by its own example questions. In each fold one question of every article is left out and asked again, and a
 * tenth of the articles are gone altogether, so that their questions have no answer. Small bases are examined up to ten times, large ones
 * once with some of their articles. Articles with a single example question are only ever gone.
 */
export function folds(documents: readonly ScoredDocument[]): Fold[] {
	const asked = articlesWithQuestions(documents);
	const rounds = Math.min(GONE_SHARE, Math.max(1, Math.floor(EXAMS / Math.max(1, asked.length))));
	const sampled =
		asked.length <= EXAMS
			? asked
			: asked.filter((_, i) => Math.floor((i * EXAMS) / asked.length) !== Math.floor(((i - 1) * EXAMS) / asked.length));
	return Array.from({ length: asked.length > 1 ? rounds : 0 }, (_, round) => foldOf(sampled, round));
}

type Asked = { articleId: string; questions: { text: string; lang: string }[] };

function articlesWithQuestions(documents: readonly ScoredDocument[]): Asked[] {
	const articles = new Map<string, Asked>();
	for (const { articleId, lang, questions } of documents) {
		const article = articles.get(articleId) ?? { articleId, questions: [] };
		article.questions.push(...questions.map((text) => ({ text, lang })));
		if (article.questions.length) articles.set(articleId, article);
	}
	return [...articles.values()];
}

function foldOf(asked: Asked[], round: number): Fold {
	const articles = new Set<string>();
	const questions = new Map<string, Set<string>>();
	const exams: Exam[] = [];
	for (const article of asked) {
		const key = keyOf(article.articleId);
		const gone = key % GONE_SHARE === round % GONE_SHARE;
		if (!gone && article.questions.length < 2) continue;
		const { text, lang } = article.questions[(key + round) % article.questions.length]!;
		exams.push({ question: text, lang, right: gone ? undefined : article.articleId });
		if (gone) articles.add(article.articleId);
		else questions.set(article.articleId, new Set([text]));
	}
	return { absence: { articles, questions }, exams };
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
