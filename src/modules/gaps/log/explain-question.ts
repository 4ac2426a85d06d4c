import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { tokens } from '#core/text/tokens.ts';
import type { Considered, Scorer } from '#modules/assistant/index.ts';
import {
	documentsById,
	type Gain,
	type Library,
	type ScoreReasons,
	type SearchDocument,
} from '#modules/knowledge/index.ts';
import { canReadQuestions } from '../policy.ts';
import { findQuestion } from './list-questions.ts';
import { wordLabels } from './word-labels.ts';

export type ExplainApp = { database: { db: Db }; library: Library; scorer: Scorer; fallbackLang(): string };

/** Where in an article a word stands. */
export type FoundIn = { part: 'title' | 'question' | 'passage'; text: string };

/** Where nothing of an article was left out, the shares and the bonus add up to its score. */
type ExplainedArticle = {
	article_id: string;
	/** The translation that was read; another may be shown. */
	lang: string;
	title: string;
	score: number;
	factor: number;
	bonus: number;
	fit: number | null;
	chance: number;
	words: { word: string; found: string; how: Gain['how']; share: number; where: FoundIn[] }[];
	missing: string[];
};

/** How many candidates are taken apart. */
const EXPLAINED = 5;
/** As many as ranking looks at: a rank depends on what else is there. */
const RANKED = 20;

/**
 * Why a question is answered as it is, by the very scores of ranking, as knowledge is now; `changed_since` says whether any text was written, published or
 * withdrawn after it was asked, so that it may have been answered otherwise then. Throws `not_found` and `index_building`.
 */
export async function explainQuestion(app: ExplainApp, actor: Actor, id: string) {
	authorise(canReadQuestions(actor), actor);
	const { db } = app.database;
	const question = await findQuestion(db, actor, id);
	if (!question) throw problem('not_found');
	const explained = await explain(app, { text: question.text, lang: question.asked_lang ?? undefined });
	return { question, changed_since: await hasChanged(db, question.at), ...explained };
}

/** The same of any words, asked in this language. Throws `index_building`. */
export async function explain(
	{ database: { db }, library, scorer, fallbackLang }: ExplainApp,
	{ text, lang: asked }: { text: string; lang: string | undefined },
) {
	const considered = scorer.consider(text, asked);
	const reading = { fallbackLang: fallbackLang(), limit: RANKED, ...(asked && { lang: asked }) };
	const { lang, terms, articles } = library.explain(text, reading);
	const labelOf = wordLabels(text, lang);
	const first = considered.candidates.slice(0, EXPLAINED);
	const reasons = new Map(articles.map((article) => [article.articleId, article]));
	const scored = first.flatMap(({ articleId }) => reasons.get(articleId) ?? []);
	const documents = await documentsOf(db, scored);
	return {
		now: judgementOf(considered),
		words: terms.map(({ term, weight }) => ({ word: labelOf(term), weight })),
		articles: first.flatMap((candidate) => {
			const reason = reasons.get(candidate.articleId);
			const document = reason && documents.get(reason.id);
			return reason && document ? [articleOf(candidate, reason, document, labelOf)] : [];
		}),
	};
}

const judgementOf = ({ lang, outcome, confidence, answerable, first, level, thresholds }: Considered) => ({
	lang,
	outcome,
	confidence,
	answerable,
	first,
	level,
	thresholds,
});

async function documentsOf(db: Db, scored: readonly ScoreReasons[]): Promise<Map<string, SearchDocument>> {
	if (scored.length === 0) return new Map();
	const documents = await documentsById(db, scored.map(({ id }) => id)); // prettier-ignore
	return new Map(documents.map((document) => [document.id, document]));
}

async function hasChanged(db: Db, since: Date): Promise<boolean> {
	const row = await db
		.selectFrom('events')
		.select('id')
		.where('name', '=', 'translation.written')
		.where('at', '>', since)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

type Candidate = Considered['candidates'][number];

function articleOf(
	{ fit, chance }: Candidate,
	{ articleId, lang, score, factor, bonus, gains, missing }: ScoreReasons,
	document: SearchDocument,
	labelOf: (term: string) => string,
): ExplainedArticle {
	const whereIs = placesIn(document);
	return {
		article_id: articleId,
		lang,
		title: document.title,
		score,
		factor,
		bonus,
		fit: fit ?? null,
		chance,
		words: gains.map(({ asked, term, how, share }) => ({
			word: labelOf(asked),
			found: how === 'asked' ? labelOf(asked) : labelOf(term),
			how,
			share,
			where: whereIs(term),
		})),
		missing: missing.map(labelOf),
	};
}

/** A word that is everywhere is shown in so many places. */
const MOST_PLACES = 4;

function placesIn({ title, questions, passages, lang }: SearchDocument): (term: string) => FoundIn[] {
	const parts = [
		{ part: 'title' as const, text: title, read: title },
		...questions.map((text) => ({ part: 'question' as const, text, read: text })),
		...passages.map(({ heading, text }) => ({
			part: 'passage' as const,
			text: heading || title,
			read: `${heading}\n${text}`,
		})),
	].map(({ read, ...place }) => ({ place, terms: new Set(tokens(read, { lang }).map(({ term }) => term)) }));
	return (wanted) =>
		parts
			.filter(({ terms }) => terms.has(wanted))
			.map(({ place }) => place)
			.slice(0, MOST_PLACES);
}
