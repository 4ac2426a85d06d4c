import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Clock } from '#core/time.ts';
import type { Scorer } from '#modules/assistant/index.ts';
import { documentsById, type Library } from '#modules/knowledge/index.ts';
import { findQuestion } from '../log/list-questions.ts';
import { termsOf } from '#core/text/lexemes.ts';
import { canMend } from '../policy.ts';
import { translationFor } from './translation-for.ts';
import { nearestQuestions } from './nearest-questions.ts';
import { type Change, compare, verdictOf, type Verdict } from './replay.ts';
import { titlesOf } from './titles-of.ts';

export type ReplayApp = { database: { db: Db }; library: Library; scorer: Scorer; clock: Clock };

export type Preview = {
	/** How many questions were asked again. */
	replayed: number;
	changes: Change[];
	/** Of the articles in it, by id. */
	titles: Record<string, string>;
};
type ExamplePreview = Preview & { itself: { before: Verdict; after: Verdict } };

/** More would take longer than people wait. */
const REPLAYED = 500;

/**
 * What else would be answered otherwise if a question became an example of an article: the logged questions nearest to it, asked again of an index with the
 * example in it. What is learnt from examples afterwards is not foreseen. Throws `not_found`, and `invalid_input` where the article lacks the language.
 */
export async function previewExample(
	{ database: { db }, library, scorer, clock }: ReplayApp,
	actor: Actor,
	{ question_id, article_id, example }: { question_id: string; article_id: string; example?: string | undefined },
): Promise<ExamplePreview> {
	authorise(canMend(actor), actor);
	const question = await findQuestion(db, actor, question_id);
	if (!question) throw problem('not_found');
	const translation = await translationFor(db, article_id, question.lang);
	const text = example ?? question.text;
	const [document] = await documentsById(db, [translation.id]);
	// What is not published yet changes nothing for customers.
	const documents = document ? [{ ...document, questions: [...document.questions, text] }] : [];
	const near = await nearestQuestions(db, { terms: termsOf(text, question.lang), at: clock(), limit: REPLAYED });
	const others = near.filter(({ id, text: other }) => id !== question_id && other !== question.text);
	const finds = { before: library.find, after: await library.trial({ documents }) };
	const asked = question.asked_lang ?? undefined;
	const ask = (find: Library['find']) => verdictOf(scorer.consider(question.text, asked, find));
	const itself = { before: ask(finds.before), after: ask(finds.after.find) };
	const { replayed, changes } = await compare(scorer, others, finds);
	const titles = await titlesOf(db, question.lang, changes, [itself.before, itself.after]);
	return { replayed, itself, changes, titles };
}
