import { inTurns } from '#core/in-turns.ts';
import type { Considered, Scorer } from '#modules/assistant/index.ts';
import type { Library, Trial } from '#modules/knowledge/index.ts';

/** A question that was asked, with what is known of the right answer. */
export type Asked = {
	id: string;
	text: string;
	asked_lang: string | null;
	lang: string;
	/** The opinion of whoever asked, on the article that was shown first then. */
	solved: boolean | null;
	shown_first: string | null;
	/** What somebody of the team said answers it. */
	belongs_to: string | null;
};

export type Verdict = { article_id: string | null; outcome: Considered['outcome']; confidence: number };
export type Change = {
	question_id: string;
	text: string;
	lang: string;
	before: Verdict;
	after: Verdict;
	effect: 'better' | 'worse' | 'unknown';
};

/** A change of confidence that is worth a look. */
const MARKED = 0.15;

/** So long somebody waits for it; on a busy machine fewer are asked again. */
export const PATIENCE_MS = 1_500;

/**
 * What each question would be answered after a change, where that differs in the first article, the outcome or, markedly, in confidence. Takes the questions in
 * order, as many as there is time for before anything else changes; `replayed` says how many those were.
 */
export async function compare(
	scorer: Scorer,
	questions: readonly Asked[],
	{ before, after }: { before: Library['find']; after: Trial },
): Promise<{ replayed: number; changes: Change[] }> {
	const changes: Change[] = [];
	const end = performance.now() + PATIENCE_MS;
	const turn = inTurns();
	let replayed = 0;
	for (const question of questions) {
		await turn();
		if (performance.now() > end || after.isStale()) break;
		replayed++;
		const asked = question.asked_lang ?? undefined;
		const was = verdictOf(scorer.consider(question.text, asked, before));
		const is = verdictOf(scorer.consider(question.text, asked, after.find));
		if (!differs(was, is)) continue;
		const { id, text, lang } = question;
		changes.push({ question_id: id, text, lang, before: was, after: is, effect: effectOf(question, was, is) });
	}
	return { replayed, changes: changes.toSorted((a, b) => ORDER[a.effect] - ORDER[b.effect]) };
}

const ORDER = { worse: 0, better: 1, unknown: 2 };

/** Nobody is let choose from one: it is the answer. */
export const verdictOf = ({ candidates, outcome, confidence }: Considered): Verdict => ({
	article_id: candidates[0]?.articleId ?? null,
	outcome: outcome === 'choices' && candidates.length === 1 ? 'answer' : outcome,
	confidence,
});

const differs = (was: Verdict, is: Verdict): boolean =>
	was.article_id !== is.article_id || was.outcome !== is.outcome || Math.abs(was.confidence - is.confidence) >= MARKED;

/** As far as anybody said which article is right, or that the first one shown was not. */
function effectOf({ belongs_to, solved, shown_first }: Asked, was: Verdict, is: Verdict): Change['effect'] {
	const right = belongs_to ?? (solved === true ? shown_first : null);
	if (right) {
		const [before, after] = [worth(was, right), worth(is, right)];
		return after > before ? 'better' : after < before ? 'worse' : 'unknown';
	}
	const wrong = solved === false ? shown_first : null;
	if (wrong && was.article_id === wrong && is.article_id !== wrong) return 'better';
	if (wrong && was.article_id !== wrong && is.article_id === wrong) return 'worse';
	return 'unknown';
}

/** Right and said so is best, wrong and said so is worst. */
function worth({ article_id, outcome }: Verdict, right: string): number {
	const sure = { answer: 2, choices: 1, unsure: 0 }[outcome];
	return article_id === right ? sure + 1 : -sure;
}
